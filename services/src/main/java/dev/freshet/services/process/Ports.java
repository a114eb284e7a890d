package dev.freshet.services.process;

import dev.freshet.services.ServiceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of the loopback interface. */
public final class Ports {

    /** The only address that our servers bind to. */
    public static final String LOOPBACK = "127.0.0.1";

    private static final int LOWEST = 15_000;
    private static final int HIGHEST = 32_000;
    private static final int MAX_ATTEMPTS = 1_000;
    private static final int CONNECT_TIMEOUT_MS = 2_000;

    private Ports() {}

    /** A port that is free now. Somebody else may take it before it is used: start a server, and on failure ask again. */
    public static int free() {
        return free(1).get(0);
    }

    /**
     * Several different ports that are free now, drawn at random below the range that systems take the local ports of
     * outgoing connections from: there, a client that tries to reach a stopped server could be given the server's own
     * port, connect to itself, and keep the server from coming back.
     */
    public static List<Integer> free(int count) {
        Set<Integer> ports = new LinkedHashSet<>();
        for (int attempt = 0; ports.size() < count; attempt++) {
            if (attempt == MAX_ATTEMPTS) {
                throw new ServiceException(
                        "no " + count + " free ports of " + LOOPBACK + " between " + LOWEST + " and " + HIGHEST);
            }
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1);
            if (isFree(port)) {
                ports.add(port);
            }
        }
        return List.copyOf(ports);
    }

    /** Whether a server could listen there now. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(loopback(), port), 1);
            return true;
        } catch (IOException e) {
            return false;
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
        if (!isFree(port)) {
            throw new ServiceException(
                    "port " + port + " of " + LOOPBACK + " is occupied: cannot start " + what + " there");
        }
    }

    /** Whether somebody accepts connections there. */
    public static boolean answers(int port) {
        return answers(LOOPBACK, port);
    }

    /** Whether somebody accepts connections at another host; a name that cannot be resolved does not. */
    public static boolean answers(String host, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), CONNECT_TIMEOUT_MS);
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
}
