package dev.freshet.services.redis;

import dev.freshet.services.process.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Asks a port whether a redis-server is ready there, and which, in the Redis protocol over a plain socket. */
final class RedisProbe {

    private static final int TIMEOUT_MS = 1_000;
    private static final int MAX_ANSWER_BYTES = 64 * 1024;
    private static final Pattern PID = Pattern.compile("process_id:(\\d+)\r\n");

    private RedisProbe() {}

    /**
     * The process id of the server that answers PING with PONG there: a server that still loads its data, refuses the
     * password, or is none, has none.
     */
    static OptionalLong readyPid(int port, @Nullable String user, @Nullable String password) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(Ports.loopback(), port), TIMEOUT_MS);
            socket.setSoTimeout(TIMEOUT_MS);
            StringBuilder request = new StringBuilder();
            if (password != null) {
                request.append(user == null ? command("AUTH", password) : command("AUTH", user, password));
            }
            request.append(command("PING")).append(command("INFO", "server")).append(command("QUIT"));
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
            String answer = readAll(socket.getInputStream());
            Matcher pid = PID.matcher(answer);
            return answer.contains("+PONG\r\n") && pid.find()
                    ? OptionalLong.of(Long.parseLong(pid.group(1)))
                    : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    private static String command(String... words) {
        StringBuilder out = new StringBuilder("*").append(words.length).append("\r\n");
        for (String word : words) {
            int length = word.getBytes(StandardCharsets.UTF_8).length;
            out.append('$').append(length).append("\r\n").append(word).append("\r\n");
        }
        return out.toString();
    }

    private static String readAll(InputStream in) throws IOException {
        return new String(in.readNBytes(MAX_ANSWER_BYTES), StandardCharsets.UTF_8);
    }
}
