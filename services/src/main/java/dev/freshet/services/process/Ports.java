package dev.freshet.services.process;

import dev.freshet.services.ServiceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Ports of the loopback interface. */
public final class Ports {

    /** The only address that our servers bind to. */
    public static final String LOOPBACK = "127.0.0.1";

    private static final int CONNECT_TIMEOUT_MS = 500;

    private Ports() {}

    /** A port that is free now. Somebody else may take it before it is used: start a server, and on failure ask again. */
    public static int free() {
        return free(1).get(0);
    }

    /** Several different ports that are free now. */
    public static List<Integer> free(int count) {
        List<ServerSocket> held = new ArrayList<>();
        try {
            List<Integer> ports = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                ServerSocket socket = new ServerSocket(0, 1, loopback());
                held.add(socket);
                ports.add(socket.getLocalPort());
            }
            return ports;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            held.forEach(Ports::closeQuietly);
        }
    }

    /**
     * Refuses a port that somebody listens on.
     *
     * @param what the server it is meant for, for the message
     * @throws ServiceException if it is occupied
     */
    public static void requireFree(String what, int port) {
        if (port < 1 || port > 65535) {
            throw new ServiceException("port of " + what + " must be between 1 and 65535 (is " + port + ")");
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(loopback(), port), 1);
        } catch (IOException e) {
            throw new ServiceException(
                    "port " + port + " of " + LOOPBACK + " is occupied: cannot start " + what + " there", e);
        }
    }

    /** Whether somebody accepts connections there. */
    public static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(loopback(), port), CONNECT_TIMEOUT_MS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The loopback address, without asking a name server. */
    public static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(LOOPBACK, new byte[] {127, 0, 0, 1});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void closeQuietly(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
