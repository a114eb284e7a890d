package dev.freshet.bolts;

import dev.freshet.core.operator.Held;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What a task's operator holds. Some operators look at all that they hold to tell, so it is measured as often as takes at most a
 * fiftieth of the time.
 */
final class StateGauge {
    private static final long SPACING_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int LEAST_PAUSES = 50;

    private final Supplier<Held> held;
    private final LongSupplier nanoTime;
    private Held last = Held.NOTHING;
    private long nextNanos;

    StateGauge(Supplier<Held> held, LongSupplier nanoTime) {
        this.held = held;
        this.nanoTime = nanoTime;
        this.nextNanos = nanoTime.getAsLong();
    }

    /** As it was when it was last measured. */
    Held read() {
        return nanoTime.getAsLong() - nextNanos < 0 ? last : measure();
    }

    /** As it is now. */
    Held measure() {
        long begun = nanoTime.getAsLong();
        last = held.get();
        long ended = nanoTime.getAsLong();
        nextNanos = ended + Math.max(SPACING_NANOS, LEAST_PAUSES * (ended - begun));
        return last;
    }
}
