package dev.freshet.recount.network;

import java.util.Arrays;

/** Watermarks by partition: the greatest event time so far, less the bound of disorder. */
final class RecountedClock {
    private final long boundMs;
    private final long[] greatestMs;

    RecountedClock(int partitions, long boundMs) {
        this.boundMs = boundMs;
        this.greatestMs = new long[partitions];
        Arrays.fill(greatestMs, Long.MIN_VALUE);
    }

    /** Notes an event; the watermark before it. */
    long watermarkBefore(int partition, long timeMs) {
        long greatest = greatestMs[partition];
        greatestMs[partition] = Math.max(greatest, timeMs);
        return greatest == Long.MIN_VALUE ? Long.MIN_VALUE : greatest - boundMs;
    }
}
