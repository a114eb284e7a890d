package dev.freshet.bench.freshet;

import dev.freshet.bench.engine.Meter;
import dev.freshet.core.job.JobBoard;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Watches a job's source tasks: stops the meter when the last has all its results in the sink. Thread-safe. */
final class Watch {
    private static final Map<Long, Watch> OPEN = new ConcurrentHashMap<>();

    private final Meter meter;
    private final int sources;
    private final Set<String> finished = new HashSet<>();
    private final Map<String, Long> readMs = new ConcurrentHashMap<>();
    private @Nullable String error;

    private Watch(Meter meter, int sources) {
        this.meter = meter;
        this.sources = sources;
    }

    static Watch open(long runId, Meter meter, int sources) {
        Watch watch = new Watch(meter, sources);
        OPEN.put(runId, watch);
        return watch;
    }

    static Watch of(long runId) {
        Watch watch = OPEN.get(runId);
        if (watch == null) {
            throw new IllegalStateException("nobody watches run " + runId);
        }
        return watch;
    }

    static void close(long runId) {
        OPEN.remove(runId);
    }

    synchronized void published(String task, Map<String, String> fields) {
        if (JobBoard.FAILED.equals(fields.get(JobBoard.STATE))) {
            error = task + ": " + fields.get(JobBoard.ERROR);
            notifyAll();
        } else if (JobBoard.FINISHED.equals(fields.get(JobBoard.STATE)) && finished.add(task)) {
            if (finished.size() == sources) {
                meter.stop();
                notifyAll();
            }
        }
    }

    void progress(String task, long watermarkMs) {
        readMs.put(task, watermarkMs);
    }

    long othersMs(String task) {
        long least = Long.MAX_VALUE;
        for (Map.Entry<String, Long> other : readMs.entrySet()) {
            if (!other.getKey().equals(task)) {
                least = Math.min(least, other.getValue());
            }
        }
        return least;
    }

    /** Waits for the end of the job; fails if a task cannot go on. */
    synchronized void await() throws InterruptedException {
        while (finished.size() < sources && error == null) {
            wait();
        }
        if (error != null) {
            throw new IllegalStateException(error);
        }
    }
}
