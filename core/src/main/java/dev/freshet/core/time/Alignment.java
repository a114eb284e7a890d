package dev.freshet.core.time;

/**
 * Holds back partitions that run ahead of the slowest, so that windows do not pile up while old data is read: a partition
 * waits while its event time is more than the drift ahead of the slowest one's. The slowest itself never waits, so there is
 * always one that goes on.
 *
 * <p>Example, with a drift of one minute: the partitions stand at 12:00:00, 12:00:50 and 12:01:01; only the third waits.
 *
 * @param maxDriftMs how far ahead a partition may be, event time, milliseconds, at least 0
 */
public record Alignment(long maxDriftMs) {
    /** One minute. */
    public static final Alignment DEFAULT = new Alignment(60_000);
    /** Nobody waits. */
    public static final Alignment NONE = new Alignment(Long.MAX_VALUE);

    public Alignment {
        if (maxDriftMs < 0) {
            throw new IllegalArgumentException("the drift must not be negative (" + maxDriftMs + " ms)");
        }
    }

    /**
     * Whether a partition waits.
     *
     * @param partitionMs how far event time has come in the partition, epoch ms; {@link Long#MIN_VALUE} if nothing is known
     * @param slowestMs how far it has come in the slowest of all that is read, epoch ms; {@link Long#MAX_VALUE} if there is
     *     no other
     */
    public boolean holds(long partitionMs, long slowestMs) {
        if (partitionMs == Long.MIN_VALUE || partitionMs <= slowestMs) {
            return false;
        }
        long ahead = partitionMs - slowestMs;
        return ahead < 0 || ahead > maxDriftMs;
    }
}
