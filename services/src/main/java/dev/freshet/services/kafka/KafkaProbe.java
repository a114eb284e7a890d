package dev.freshet.services.kafka;

import dev.freshet.services.process.Ports;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Asks a port whether a broker serves requests there, with one ApiVersions request of version 0 (Kafka protocol guide):
 * a broker opens its port a while before it serves.
 */
final class KafkaProbe {

    private static final int TIMEOUT_MS = 1_000;
    private static final short API_VERSIONS = 18;
    private static final short NULL_STRING = -1;
    private static final int CORRELATION = 0x46524553;
    private static final int REQUEST_BYTES = 2 + 2 + 4 + 2;

    private KafkaProbe() {}

    static boolean serves(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(Ports.loopback(), port), TIMEOUT_MS);
            socket.setSoTimeout(TIMEOUT_MS);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(REQUEST_BYTES);
            out.writeShort(API_VERSIONS);
            out.writeShort(0);
            out.writeInt(CORRELATION);
            out.writeShort(NULL_STRING);
            out.flush();
            DataInputStream in = new DataInputStream(socket.getInputStream());
            in.readInt();
            return in.readInt() == CORRELATION && in.readShort() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
