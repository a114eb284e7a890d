package dev.freshet.cli;

import java.util.List;

/** A failure that the user can do something about: its message is all that is shown. */
final class CliException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private CliException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    static CliException failed(String message) {
        return new CliException(Failures.FAILED, message);
    }

    static CliException wrongUse(String message) {
        return new CliException(Failures.WRONG_USE, message);
    }

    /** All problems at once, a line each. */
    static CliException wrongUse(List<String> problems) {
        return wrongUse(
                problems.size() == 1
                        ? problems.get(0)
                        : problems.size() + " problems:\n  " + String.join("\n  ", problems));
    }

    int exitCode() {
        return exitCode;
    }
}
