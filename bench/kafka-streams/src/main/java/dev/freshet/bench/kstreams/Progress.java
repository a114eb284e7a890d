package dev.freshet.bench.kstreams;

import dev.freshet.bench.engine.Meter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Knows when all events of the run have been counted in their windows: Kafka Streams itself never ends. */
final class Progress {
    private static final long LOOK_MS = 5;

    private final Meter meter;
    private final long events;
    private final LongAdder read = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder counted = new LongAdder();
    private final CountDownLatch failed = new CountDownLatch(1);
    private volatile @Nullable Throwable error;

    Progress(Meter meter, long events) {
        this.meter = meter;
        this.events = events;
    }

    void read() {
        meter.start();
        read.increment();
    }

    /** A view goes to its page's partition. */
    void sent() {
        sent.increment();
    }

    /** A view has come there. */
    void counted() {
        counted.increment();
    }

    void failed(Throwable e) {
        error = e;
        failed.countDown();
    }

    /** Waits until the last view has come to its window. */
    void await() throws InterruptedException {
        while (read.sum() < events || counted.sum() < sent.sum()) {
            if (failed.await(LOOK_MS, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(error);
            }
        }
    }
}
