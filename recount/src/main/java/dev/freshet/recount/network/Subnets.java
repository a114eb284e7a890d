package dev.freshet.recount.network;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The /24 of an IPv4 address, the /64 of an IPv6 address in the form of RFC 5952; nothing for what is no address. */
final class Subnets {
    private static final Pattern FOUR = Pattern.compile("(?:(?:0|[1-9]\\d{0,2})\\.){3}(?:0|[1-9]\\d{0,2})");
    private static final Pattern SIX = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final Pattern ZEROS = Pattern.compile("(?:^|(?<=:))0(?::0)+(?=:|$)");

    private Subnets() {}

    static Optional<String> of(String address) {
        if (!FOUR.matcher(address).matches() && !SIX.matcher(address).matches()) {
            return Optional.empty();
        }
        try {
            InetAddress parsed = InetAddress.getByName(address);
            byte[] bytes = parsed.getAddress();
            if (parsed instanceof Inet4Address) {
                return Optional.of((bytes[0] & 255) + "." + (bytes[1] & 255) + "." + (bytes[2] & 255) + ".0/24");
            }
            StringBuilder groups = new StringBuilder();
            for (int i = 0; i < 16; i += 2) {
                int group = i < 8 ? (bytes[i] & 255) << 8 | bytes[i + 1] & 255 : 0;
                groups.append(i == 0 ? "" : ":").append(Integer.toHexString(group));
            }
            return Optional.of(compressed(groups.toString()) + "/64");
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Puts {@code ::} for the longest run of two or more zeros, the first of equals. */
    private static String compressed(String groups) {
        Matcher zeros = ZEROS.matcher(groups);
        int start = 0;
        int end = 0;
        while (zeros.find()) {
            if (zeros.end() - zeros.start() > end - start) {
                start = zeros.start();
                end = zeros.end();
            }
        }
        if (end == 0) {
            return groups;
        }
        String before = groups.substring(0, Math.max(0, start - 1));
        String after = groups.substring(Math.min(groups.length(), end + 1));
        return before + "::" + after;
    }
}
