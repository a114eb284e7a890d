package dev.freshet.services.process;

import java.time.Duration;

/** Ending processes by their number, also those that another JVM started. */
public final class Processes {

    private static final Duration KILL_BOUND = Duration.ofSeconds(10);

    private Processes() {}

    /** Sends SIGTERM, waits up to the bound, then sends SIGKILL. Returns when the process is gone. */
    public static void stop(ProcessHandle process, Duration bound) {
        process.destroy();
        if (!Await.until(bound, () -> !process.isAlive())) {
            process.destroyForcibly();
            Await.orFail(
                    "process " + process.pid() + " to be gone after SIGKILL", KILL_BOUND, () -> !process.isAlive());
        }
    }
}
