package dev.freshet.topologies.problem;

/**
 * One thing that is wrong.
 *
 * @param kind whose fault it is, and so the exit code
 * @param place where
 * @param message one sentence, with the actual value and what is allowed
 */
public record Problem(Kind kind, Place place, String message) {
    /** Whether the user must ask differently, or the world is not as asked. */
    public enum Kind {
        /** Wrong use: exit code 2. */
        USAGE(2),
        /** A file that is missing, a server that does not answer: exit code 1. */
        FAILURE(1);

        private final int exitCode;

        Kind(int exitCode) {
            this.exitCode = exitCode;
        }

        public int exitCode() {
            return exitCode;
        }
    }

    public static Problem usage(Place place, String message) {
        return new Problem(Kind.USAGE, place, message);
    }

    public static Problem failure(Place place, String message) {
        return new Problem(Kind.FAILURE, place, message);
    }

    @Override
    public String toString() {
        return place + ": " + message;
    }
}
