package dev.freshet.services.process;

import java.time.Duration;
import java.util.List;

/** Ending processes by their number, also those that another JVM started. */
public final class Processes {

    private static final Duration KILL_BOUND = Duration.ofSeconds(10);

    private Processes() {}

    /** Sends SIGTERM, waits up to the bound, then sends SIGKILL. Returns when the process is gone. */
    public static void stop(ProcessHandle process, Duration bound) {
        stop(List.of(process), bound);
    }

    /** The same with several at once, within one bound for all. */
    public static void stop(List<ProcessHandle> processes, Duration bound) {
        processes.forEach(ProcessHandle::destroy);
        if (Await.until(bound, () -> processes.stream().noneMatch(ProcessHandle::isAlive))) {
            return;
        }
        processes.forEach(ProcessHandle::destroyForcibly);
        for (ProcessHandle process : processes) {
            Await.orFail(
                    "process " + process.pid() + " to be gone after SIGKILL", KILL_BOUND, () -> !process.isAlive());
        }
    }
}
