package dev.freshet.spouts.source;

import java.io.Serializable;
import java.time.Duration;

/**
 * How a source task deals with time.
 *
 * @param outOfOrderMs by how much an event may be older than the newest before it in its partition, in milliseconds
 * @param idleMs a partition that had nothing for so long, in milliseconds of processing time, while the task would have
 *     taken it, is not waited for
 * @param alignmentMs by how much of event time, in milliseconds, a partition may be ahead of the slowest of the job before
 *     it is held back
 * @param maxAheadMs by how much an event may be ahead of processing time, in milliseconds; 0 for any time
 * @param speed event-time seconds replayed in a second, relative to the first event; 0 for as fast as it goes
 */
public record SourceTiming(long outOfOrderMs, long idleMs, long alignmentMs, long maxAheadMs, double speed)
        implements Serializable {
    /** No disorder, idle after 5 s, aligned to 1 minute, any time, as fast as it goes. */
    public static final SourceTiming DEFAULT = new SourceTiming(0, 5_000, 60_000, 0, 0);

    public SourceTiming {
        atLeast("the bound of disorder", outOfOrderMs, 0);
        atLeast("the idle time", idleMs, 1);
        atLeast("the alignment bound", alignmentMs, 1);
        atLeast("the bound ahead of processing time", maxAheadMs, 0);
        if (!(speed >= 0) || Double.isInfinite(speed)) {
            throw new IllegalArgumentException(
                    "the speed must be 0 (as fast as it goes) or more (speed " + speed + ")");
        }
    }

    public SourceTiming outOfOrder(Duration bound) {
        return new SourceTiming(bound.toMillis(), idleMs, alignmentMs, maxAheadMs, speed);
    }

    public SourceTiming idleAfter(Duration idle) {
        return new SourceTiming(outOfOrderMs, idle.toMillis(), alignmentMs, maxAheadMs, speed);
    }

    public SourceTiming aligned(Duration bound) {
        return new SourceTiming(outOfOrderMs, idleMs, bound.toMillis(), maxAheadMs, speed);
    }

    public SourceTiming maxAhead(Duration bound) {
        return new SourceTiming(outOfOrderMs, idleMs, alignmentMs, bound.toMillis(), speed);
    }

    public SourceTiming atSpeed(double newSpeed) {
        return new SourceTiming(outOfOrderMs, idleMs, alignmentMs, maxAheadMs, newSpeed);
    }

    /** The latest event time that is taken at a processing time, epoch ms; {@link Long#MAX_VALUE} for any. */
    long latestMs(long nowMs) {
        return maxAheadMs == 0 || nowMs > Long.MAX_VALUE - maxAheadMs ? Long.MAX_VALUE : nowMs + maxAheadMs;
    }

    private static void atLeast(String what, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(what + " must be at least " + least + " ms (is " + value + " ms)");
        }
    }
}
