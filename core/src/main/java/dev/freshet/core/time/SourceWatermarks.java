package dev.freshet.core.time;

import java.util.Map;
import java.util.TreeMap;

/**
 * How far event time has come in what one source task has handed over: the least watermark of its partitions that are
 * neither idle nor finished. What was read counts for alignment; only what was acked counts for the watermark, so that a
 * batch which fails and is replayed is not late.
 *
 * <p>Bound: a partition's watermark is its greatest acked event time less the declared disorder. Idleness: a partition with
 * nothing in flight and nothing read for the time-out is idle, and holds nothing up until it is read again. Worst delay: a
 * partition that falls silent holds the others up for the time-out.
 *
 * <p>The task's watermark never falls, even if a partition is added or wakes up behind it. Where all partitions are idle
 * it stays. A partition is a Kafka partition or a file; a finished one counts as +infinity.
 */
public final class SourceWatermarks {
    private final long outOfOrderMs;
    private final long idleTimeoutMs;
    private final Map<Integer, Progress> partitions = new TreeMap<>();
    private boolean sealed;
    private long watermarkMs = Long.MIN_VALUE;
    private long maxEventTimeMs = Long.MIN_VALUE;
    private boolean idle;

    /**
     * @param outOfOrderMs by how much an event may be older than the newest before it in its partition, milliseconds
     * @param idleTimeoutMs how long a partition may be silent before it is idle, milliseconds of processing time; 0 for never
     */
    public SourceWatermarks(long outOfOrderMs, long idleTimeoutMs) {
        if (outOfOrderMs < 0 || idleTimeoutMs < 0) {
            throw new IllegalArgumentException("disorder and idle time-out must not be negative (disorder "
                    + outOfOrderMs + " ms, time-out " + idleTimeoutMs + " ms)");
        }
        this.outOfOrderMs = outOfOrderMs;
        this.idleTimeoutMs = idleTimeoutMs;
    }

    /** A partition is read from now on; its clock stands at this greatest event time, or at {@link Long#MIN_VALUE}. */
    public void add(int partition, long maxEventTimeMs, long nowMs) {
        Progress progress = new Progress(nowMs);
        progress.readMaxMs = maxEventTimeMs;
        progress.ackedMaxMs = maxEventTimeMs;
        partitions.put(partition, progress);
        this.maxEventTimeMs = Math.max(this.maxEventTimeMs, maxEventTimeMs);
    }

    /** A partition is no longer read by this task. */
    public void remove(int partition) {
        partitions.remove(partition);
    }

    /** No partition will be added any more: when those there are have finished, the source has. */
    public void seal() {
        sealed = true;
    }

    /** A batch was read and is in flight; the partition's greatest event time is now this. */
    public void read(int partition, long maxEventTimeMs, long nowMs) {
        Progress progress = progress(partition);
        progress.readMaxMs = Math.max(progress.readMaxMs, maxEventTimeMs);
        progress.inFlight++;
        progress.lastActiveMs = nowMs;
        this.maxEventTimeMs = Math.max(this.maxEventTimeMs, maxEventTimeMs);
    }

    /**
     * A batch is no longer in flight.
     *
     * @param ackedMaxEventTimeMs the greatest event time among all batches up to the last one before which every batch has
     *     been acked, epoch ms: unchanged if an older batch is still in flight
     */
    public void acked(int partition, long ackedMaxEventTimeMs, long nowMs) {
        Progress progress = progress(partition);
        progress.ackedMaxMs = Math.max(progress.ackedMaxMs, ackedMaxEventTimeMs);
        progress.inFlight--;
        progress.lastActiveMs = nowMs;
    }

    /** The partition has been read to its end, and everything in it was acked. */
    public void finish(int partition) {
        progress(partition).finished = true;
    }

    /** Computes the task's watermark anew; ask {@link #watermarkMs}, {@link #idle} and {@link #finished} afterwards. */
    public void update(long nowMs) {
        long least = Long.MAX_VALUE;
        boolean active = false;
        boolean unfinished = !sealed;
        for (Progress progress : partitions.values()) {
            unfinished |= !progress.finished;
            if (!progress.finished && !isIdle(progress, nowMs)) {
                active = true;
                least = Math.min(least, PartitionClock.watermarkMs(progress.ackedMaxMs, outOfOrderMs));
            }
        }
        idle = unfinished && !active;
        if (!unfinished) {
            watermarkMs = Long.MAX_VALUE;
        } else if (active) {
            watermarkMs = Math.max(watermarkMs, least);
        }
    }

    /** The task's watermark, epoch ms; {@link Long#MIN_VALUE} while nothing is known, {@link Long#MAX_VALUE} at the end. */
    public long watermarkMs() {
        return watermarkMs;
    }

    /** Whether no partition has anything to send for now, though not all have finished. */
    public boolean idle() {
        return idle;
    }

    /** Whether every partition has finished and none will be added. */
    public boolean finished() {
        return watermarkMs == Long.MAX_VALUE;
    }

    /** The greatest event time read, epoch ms, or {@link Long#MIN_VALUE}. */
    public long maxEventTimeMs() {
        return maxEventTimeMs;
    }

    /** How far event time has come in what was read from the slowest partition that is neither idle nor finished, epoch ms. */
    public long slowestReadMs(long nowMs) {
        long least = Long.MAX_VALUE;
        for (Progress progress : partitions.values()) {
            if (!progress.finished && progress.readMaxMs != Long.MIN_VALUE && !isIdle(progress, nowMs)) {
                least = Math.min(least, PartitionClock.watermarkMs(progress.readMaxMs, outOfOrderMs));
            }
        }
        return least;
    }

    /**
     * Whether the partition is to wait for slower ones.
     *
     * @param othersMs the least watermark of the other tasks that read, epoch ms; {@link Long#MAX_VALUE} for none
     */
    public boolean ahead(int partition, Alignment alignment, long othersMs, long nowMs) {
        long own = PartitionClock.watermarkMs(progress(partition).readMaxMs, outOfOrderMs);
        return alignment.holds(own, Math.min(slowestReadMs(nowMs), othersMs));
    }

    private boolean isIdle(Progress progress, long nowMs) {
        return idleTimeoutMs > 0 && progress.inFlight == 0 && nowMs - progress.lastActiveMs >= idleTimeoutMs;
    }

    private Progress progress(int partition) {
        Progress progress = partitions.get(partition);
        if (progress == null) {
            throw new IllegalArgumentException("partition " + partition + " is not read by this task");
        }
        return progress;
    }

    private static final class Progress {
        long readMaxMs = Long.MIN_VALUE;
        long ackedMaxMs = Long.MIN_VALUE;
        int inFlight;
        boolean finished;
        long lastActiveMs;

        Progress(long nowMs) {
            lastActiveMs = nowMs;
        }
    }
}
