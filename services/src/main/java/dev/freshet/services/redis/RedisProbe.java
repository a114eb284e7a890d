package dev.freshet.services.redis;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a port whether a redis-server is ready there, which, and what it says of itself. */
final class RedisProbe {

    private static final Pattern PID = Pattern.compile("process_id:(\\d+)\r\n");

    private RedisProbe() {}

    /**
     * The process id of the server that answers PING with PONG there: a server that still loads its data, refuses the
     * password, or is none, has none.
     */
    static OptionalLong readyPid(int port, RedisOptions login) {
        try {
            String answer = RedisWire.ask(port, login, List.of(List.of("PING"), List.of("INFO", "server")));
            Matcher pid = PID.matcher(answer);
            return answer.contains("+PONG\r\n") && pid.find()
                    ? OptionalLong.of(Long.parseLong(pid.group(1)))
                    : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** Whether a server's answer to a command holds all of these texts; false if it does not answer. */
    static boolean says(int port, RedisOptions login, List<String> command, String... texts) {
        try {
            String answer = RedisWire.ask(port, login, List.of(command));
            return List.of(texts).stream().allMatch(answer::contains);
        } catch (IOException e) {
            return false;
        }
    }
}
