package dev.freshet.spouts.source;

import dev.freshet.core.time.Alignment;
import dev.freshet.core.time.PartitionClock;
import dev.freshet.core.time.SourceWatermarks;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * How far event time has come in each partition of a source task, and in all of them. A partition that the task itself
 * holds back is not idle; one that was read and acked to its end is not waited for.
 */
final class EventTime {
    private final long outOfOrderMs;
    private final Map<Integer, PartitionProgress> partitions = new TreeMap<>();
    private final SourceWatermarks watermarks;
    private final Alignment alignment;

    EventTime(SourceTiming timing) {
        this.outOfOrderMs = timing.outOfOrderMs();
        this.watermarks = new SourceWatermarks(timing.outOfOrderMs(), timing.idleMs());
        this.alignment = new Alignment(timing.alignmentMs());
    }

    /** Takes note of partitions that are new to the reader. */
    void note(SourceReader source, long nowMs) {
        for (int partition : source.partitions()) {
            if (!partitions.containsKey(partition)) {
                partitions.put(partition, new PartitionProgress(partition, outOfOrderMs, source.position(partition)));
                watermarks.add(partition, PartitionClock.NOTHING_SEEN, nowMs);
            }
        }
        if (source.bounded()) {
            watermarks.seal();
        }
    }

    /** Takes note of partitions of which it is known how far they were sent. */
    void restore(SourceReader source, Map<Integer, SourcePosition> positions, long nowMs) {
        for (int partition : source.partitions()) {
            SourcePosition position = positions.get(partition);
            if (position != null) {
                PartitionProgress progress = new PartitionProgress(partition, outOfOrderMs, position.offset());
                progress.restore(position);
                partitions.put(partition, progress);
                watermarks.add(partition, position.maxEventTimeMs(), nowMs);
            }
        }
        note(source, nowMs);
    }

    Collection<PartitionProgress> partitions() {
        return partitions.values();
    }

    PartitionProgress partition(int number) {
        PartitionProgress progress = partitions.get(number);
        if (progress == null) {
            throw new IllegalStateException("the reader handed out partition " + number + ", which it did not name");
        }
        return progress;
    }

    /** Whether records of the partition may be taken: none of its rows wait, and it is not ahead of the job. */
    boolean mayRead(int number, long othersWatermarkMs, long nowMs) {
        PartitionProgress progress = partitions.get(number);
        if (progress == null || progress.pending() != null || progress.readToEnd()) {
            return false;
        }
        if (watermarks.ahead(number, alignment, othersWatermarkMs, nowMs)) {
            touch(number, PartitionClock.NOTHING_SEEN, nowMs);
            return false;
        }
        return true;
    }

    /** What the task itself does not read for now is not idle. */
    void keepAwake(long nowMs) {
        for (PartitionProgress progress : partitions.values()) {
            if (!progress.readToEnd()) {
                touch(progress.partition(), PartitionClock.NOTHING_SEEN, nowMs);
            }
        }
    }

    /** The partition has come as far as this without a row under way. */
    void touch(int partition, long maxEventTimeMs, long nowMs) {
        read(partition, maxEventTimeMs, nowMs);
        acked(partition, maxEventTimeMs, nowMs);
    }

    void read(int partition, long maxEventTimeMs, long nowMs) {
        watermarks.read(partition, maxEventTimeMs, nowMs);
    }

    void acked(int partition, long maxEventTimeMs, long nowMs) {
        watermarks.acked(partition, maxEventTimeMs, nowMs);
    }

    /**
     * Brings the watermark up to date.
     *
     * @param inFlight whether anything of a partition is not acked yet
     * @param draining whether no more is read, whatever there is
     */
    void update(SourceReader source, IntPredicate inFlight, boolean draining, long nowMs) {
        for (PartitionProgress progress : partitions.values()) {
            noteEnd(source, inFlight, draining, progress);
        }
        if (draining) {
            watermarks.seal();
        }
        watermarks.update(nowMs);
    }

    long watermarkMs() {
        return watermarks.watermarkMs();
    }

    long maxEventTimeMs() {
        return watermarks.maxEventTimeMs();
    }

    boolean idle() {
        return watermarks.idle();
    }

    /** How far the slowest partition that is not idle was read. */
    long slowestReadMs(long nowMs) {
        return watermarks.slowestReadMs(nowMs);
    }

    private void noteEnd(SourceReader source, IntPredicate inFlight, boolean draining, PartitionProgress progress) {
        if (progress.finished()) {
            return;
        }
        if (!progress.readToEnd() && (draining || source.finished(progress.partition()))) {
            progress.endOfRead();
        }
        if (progress.readToEnd() && progress.pending() == null && !inFlight.test(progress.partition())) {
            progress.finish();
            watermarks.finish(progress.partition());
        }
    }
}
