package dev.freshet.bench.kstreams;

import dev.freshet.bench.engine.Meter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Knows when all events of the run have been counted in their windows: Kafka Streams itself never ends. Thread-safe. */
final class Progress {
    private static final long LOOK_MS = 5;

    private final Meter meter;
    private final long events;
    private final int closing;
    private final LongAdder read = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder counted = new LongAdder();
    private final LongAdder closed = new LongAdder();
    private final CountDownLatch failed = new CountDownLatch(1);
    private volatile @Nullable Throwable error;

    /**
     * @param closing how many tasks have to close their last windows
     */
    Progress(Meter meter, long events, int closing) {
        this.meter = meter;
        this.events = events;
        this.closing = closing;
    }

    /** A record is taken. */
    void started() {
        meter.start();
    }

    /** It is parsed; whoever counts it says so, if it is kept. */
    void read(boolean kept) {
        if (kept) {
            sent.increment();
        }
        // Only now, so that no event is read and not known to be on its way.
        read.increment();
    }

    /** Something goes from task to task. */
    void sent() {
        sent.increment();
    }

    /** It has come there. */
    void counted() {
        counted.increment();
    }

    /** Whether all events are in their windows, and all that was sent has come. */
    boolean allCounted() {
        return read.sum() >= events && counted.sum() >= sent.sum();
    }

    /** A task has given the windows that were open when all was counted. */
    void closed() {
        closed.increment();
    }

    void failed(Throwable e) {
        error = e;
        failed.countDown();
    }

    /** Waits until the last event has come to its window, and the last windows are closed. */
    void await() throws InterruptedException {
        while (closed.sum() < closing || !allCounted()) {
            if (failed.await(LOOK_MS, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(error);
            }
        }
    }
}
