package dev.freshet.cli;

import java.nio.file.Path;

/** Where the command line's log is. */
final class Logs {
    private Logs() {}

    static Path file() {
        String named = System.getProperty("freshet.log.file");
        if (named != null) {
            return Path.of(named);
        }
        String state = System.getenv("XDG_STATE_HOME");
        Path base = state == null || state.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".local", "state")
                : Path.of(state);
        return base.resolve("freshet").resolve("log").resolve("freshet.log");
    }
}
