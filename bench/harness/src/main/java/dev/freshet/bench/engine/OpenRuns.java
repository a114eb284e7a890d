package dev.freshet.bench.engine;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What belongs to a run, for those who get only its id, as tasks of a topology do. Thread-safe. */
public final class OpenRuns<T> {
    private final Map<Long, T> open = new ConcurrentHashMap<>();

    /** Keeps it until the run is closed. */
    public T open(long runId, T what) {
        open.put(runId, what);
        return what;
    }

    /** What was kept; fails if the run is not open. */
    public T of(long runId) {
        T what = open.get(runId);
        if (what == null) {
            throw new IllegalStateException("nobody waits for run " + runId);
        }
        return what;
    }

    public void close(long runId) {
        open.remove(runId);
    }
}
