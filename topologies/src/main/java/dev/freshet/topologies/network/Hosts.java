package dev.freshet.topologies.network;

import java.nio.charset.StandardCharsets;

/** The addresses of hosts: IPv4 of a private network, and IPv6 of the documentation prefix for one in sixteen. */
final class Hosts {
    private static final int SUBNET_SIZE = 200;

    private final byte[][] addresses;

    Hosts(int count) {
        addresses = new byte[count][];
        for (int i = 0; i < count; i++) {
            addresses[i] = text(i).getBytes(StandardCharsets.US_ASCII);
        }
    }

    int count() {
        return addresses.length;
    }

    /** The address as text; shared, not to be changed. */
    byte[] address(int host) {
        return addresses[host];
    }

    private static String text(int host) {
        int subnet = host / SUBNET_SIZE;
        int number = host % SUBNET_SIZE + 1;
        if (host % 16 == 15) {
            return "2001:db8:" + Integer.toHexString(subnet + 1) + "::" + Integer.toHexString(number);
        }
        return "10." + (subnet >> 8) + "." + (subnet & 255) + "." + number;
    }
}
