package dev.freshet.bench.storm;

import dev.freshet.bench.engine.Meter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** When a run on Storm is done: all sources' end is acked, so all results are out. Thread-safe. */
final class Completion {
    private static final Map<Long, Completion> OPEN = new ConcurrentHashMap<>();

    private final Meter meter;
    private int left;
    private @Nullable String error;

    private Completion(Meter meter, int sources) {
        this.meter = meter;
        this.left = sources;
    }

    static Completion open(long runId, Meter meter, int sources) {
        Completion completion = new Completion(meter, sources);
        OPEN.put(runId, completion);
        return completion;
    }

    static Completion of(long runId) {
        Completion completion = OPEN.get(runId);
        if (completion == null) {
            throw new IllegalStateException("nobody waits for run " + runId);
        }
        return completion;
    }

    static void close(long runId) {
        OPEN.remove(runId);
    }

    synchronized void sourceDone() {
        if (--left == 0) {
            meter.stop();
            notifyAll();
        }
    }

    synchronized void fail(String sentence) {
        error = sentence;
        notifyAll();
    }

    synchronized void await() throws InterruptedException {
        while (left > 0 && error == null) {
            wait();
        }
        if (error != null) {
            throw new IllegalStateException(error);
        }
    }
}
