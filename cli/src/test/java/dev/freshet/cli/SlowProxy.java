package dev.freshet.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** Stands before a server and passes on no more than so many bytes a second of each connection; answers come back as fast as they can. */
final class SlowProxy implements AutoCloseable {
    private static final int CHUNK = 1024;

    private final ServerSocket listener;
    private final int serverPort;
    private final long chunkNanos;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** @param bytesPerSecond towards the server, by connection */
    SlowProxy(int serverPort, int bytesPerSecond) throws IOException {
        this.serverPort = serverPort;
        this.chunkNanos = 1_000_000_000L * CHUNK / bytesPerSecond;
        this.listener = new ServerSocket();
        // What the system has taken and the server has not is to be little.
        listener.setReceiveBufferSize(16 << 10);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            open.add(client);
            Socket server = new Socket();
            open.add(server);
            server.setSendBufferSize(16 << 10);
            server.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort));
            start(() -> pass(client, server, chunkNanos));
            start(() -> pass(server, client, 0));
        }
    }

    private static void pass(Socket from, Socket to, long pauseNanos) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] chunk = new byte[CHUNK];
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                out.write(chunk, 0, n);
                LockSupport.parkNanos(pauseNanos * n / CHUNK);
            }
        }
    }

    /** What a thread does until a socket is closed. */
    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // Somebody has closed the connection: so it ends.
                        Thread.currentThread().interrupt();
                    }
                },
                "slow-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
