package dev.freshet.cli;

/** How a run ended. */
enum Outcome {
    /** Everything was read, and all results are written. */
    DONE(Failures.DONE),
    /** The user ended a job that would have gone on for ever. */
    STOPPED(Failures.DONE),
    /** The user ended a job before its time. */
    INTERRUPTED(Failures.INTERRUPTED);

    private final int exitCode;

    Outcome(int exitCode) {
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
