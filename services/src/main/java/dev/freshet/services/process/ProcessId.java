package dev.freshet.services.process;

import java.util.Optional;

/**
 * A process, told apart from a later one that the system gave the same number.
 *
 * @param pid the system's number
 * @param startMs when it started, epoch ms, or 0 if the system does not say
 */
public record ProcessId(long pid, long startMs) {

    /** The identity of a process that is known to be the one meant. */
    public static ProcessId of(ProcessHandle handle) {
        return new ProcessId(handle.pid(), startOf(handle));
    }

    /** Reads what {@link #toString()} wrote, {@code PID@STARTMS}. */
    public static ProcessId parse(String text) {
        int at = text.indexOf('@');
        if (at < 0) {
            throw new IllegalArgumentException("process id must be PID@STARTMS (is '" + text + "')");
        }
        return new ProcessId(Long.parseLong(text.substring(0, at)), Long.parseLong(text.substring(at + 1)));
    }

    /** The process, if it still runs and its number has not been given to another one. */
    public Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(found -> startMs == 0 || startOf(found) == 0 || startOf(found) == startMs);
    }

    /** Whether it still runs. */
    public boolean isAlive() {
        return handle().isPresent();
    }

    @Override
    public String toString() {
        return pid + "@" + startMs;
    }

    private static long startOf(ProcessHandle handle) {
        return handle.info().startInstant().map(start -> start.toEpochMilli()).orElse(0L);
    }
}
