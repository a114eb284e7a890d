package dev.freshet.services.redis;

import dev.freshet.services.process.Ports;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Sends commands in the Redis protocol over a plain socket: what servers are asked and told while they start. */
final class RedisWire {

    private static final int TIMEOUT_MS = 1_000;
    private static final int MAX_ANSWER_BYTES = 64 * 1024;

    private RedisWire() {}

    /**
     * Logs in, sends one command, and returns the answers to both as they came.
     *
     * @throws IOException if nobody answers there within a second
     */
    static String ask(int port, RedisOptions login, String... words) throws IOException {
        return ask(port, login, List.of(List.of(words)));
    }

    /** Logs in, sends the commands, and returns all answers as they came. */
    static String ask(int port, RedisOptions login, List<List<String>> commands) throws IOException {
        StringBuilder request = new StringBuilder();
        String user = login.user();
        String password = login.password();
        if (password != null) {
            append(request, user == null ? List.of("AUTH", password) : List.of("AUTH", user, password));
        }
        commands.forEach(words -> append(request, words));
        append(request, List.of("QUIT"));
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(Ports.loopback(), port), TIMEOUT_MS);
            socket.setSoTimeout(TIMEOUT_MS);
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readNBytes(MAX_ANSWER_BYTES), StandardCharsets.UTF_8);
        }
    }

    private static void append(StringBuilder request, List<String> words) {
        request.append('*').append(words.size()).append("\r\n");
        for (String word : words) {
            int length = word.getBytes(StandardCharsets.UTF_8).length;
            request.append('$').append(length).append("\r\n").append(word).append("\r\n");
        }
    }
}
