package dev.freshet.bench.engine;

import org.jspecify.annotations.Nullable;

/** When a run is done: all sources are, with all their results out. Stops the meter then. Thread-safe. */
public final class Completion {
    /** Of the runs in this process. */
    public static final OpenRuns<Completion> OPEN = new OpenRuns<>();

    private final Meter meter;
    private int left;
    private @Nullable String error;

    /** @param sources how many have to be done */
    public Completion(Meter meter, int sources) {
        this.meter = meter;
        this.left = sources;
    }

    /** One of them is. */
    public synchronized void sourceDone() {
        if (--left == 0) {
            meter.stop();
            notifyAll();
        }
    }

    /** The run cannot go on. */
    public synchronized void fail(String sentence) {
        error = sentence;
        notifyAll();
    }

    /** Waits for the end; fails if the run did. */
    public synchronized void await() throws InterruptedException {
        while (left > 0 && error == null) {
            wait();
        }
        if (error != null) {
            throw new IllegalStateException(error);
        }
    }
}
