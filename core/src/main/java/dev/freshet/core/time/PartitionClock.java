package dev.freshet.core.time;

/**
 * The event time of one source partition: the largest time seen, and the watermark that follows from it.
 *
 * <p>The watermark is the largest event time seen, less the declared bound of disorder. A row is judged late by the
 * watermark of its own partition as it stood before the row, so the verdict depends on the order of records in the
 * partition and on nothing else: neither on how they were cut into batches, nor on other partitions, nor on speed.
 */
public final class PartitionClock {
    /** Before any event. */
    public static final long NOTHING_SEEN = Long.MIN_VALUE;

    private final long outOfOrderMs;
    private long maxEventTimeMs = NOTHING_SEEN;
    private long latestMs = Long.MAX_VALUE;

    /**
     * @param outOfOrderMs by how much an event may be older than the newest before it, in milliseconds, at least 0
     */
    public PartitionClock(long outOfOrderMs) {
        if (outOfOrderMs < 0) {
            throw new IllegalArgumentException("the bound of disorder must not be negative (" + outOfOrderMs + " ms)");
        }
        this.outOfOrderMs = outOfOrderMs;
    }

    /** No event may be later than this from now on, epoch ms; {@link Long#MAX_VALUE} for any time. */
    public void limit(long latestMs) {
        this.latestMs = latestMs;
    }

    /** Whether an event is so far ahead that it must not be noted: nothing behind it would be on time any more. */
    public boolean isTooFarAhead(long eventTimeMs) {
        return eventTimeMs > latestMs;
    }

    /** Notes an event and returns the watermark as it was before it, epoch ms; {@link #NOTHING_SEEN} before the first. */
    public long observe(long eventTimeMs) {
        long before = watermarkMs();
        if (eventTimeMs > maxEventTimeMs) {
            maxEventTimeMs = eventTimeMs;
        }
        return before;
    }

    /** The largest event time seen, epoch ms, or {@link #NOTHING_SEEN}. */
    public long maxEventTimeMs() {
        return maxEventTimeMs;
    }

    /** The largest event time seen less the bound, epoch ms; {@link #NOTHING_SEEN} before the first event. */
    public long watermarkMs() {
        return watermarkMs(maxEventTimeMs, outOfOrderMs);
    }

    /** The watermark that follows from a largest event time, clamped at the least long. */
    public static long watermarkMs(long maxEventTimeMs, long outOfOrderMs) {
        long watermark = maxEventTimeMs - outOfOrderMs;
        return watermark > maxEventTimeMs || maxEventTimeMs == NOTHING_SEEN ? NOTHING_SEEN : watermark;
    }

    /** Goes back to a largest time noted earlier, to read again from there. */
    public void reset(long toMaxEventTimeMs) {
        maxEventTimeMs = toMaxEventTimeMs;
    }
}
