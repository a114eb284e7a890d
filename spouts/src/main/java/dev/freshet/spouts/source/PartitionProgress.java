package dev.freshet.spouts.source;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.time.PartitionClock;
import org.jspecify.annotations.Nullable;

/** One partition of a source task: its clock, whether it has been read to its end, and rows that wait for their time. */
final class PartitionProgress {
    /**
     * Rows that were decoded and are not due yet.
     *
     * @param nextOffset everything before it was read when these rows were
     * @param maxEventTimeMs the greatest event time among what was read with them and before
     * @param bytes of the records they were decoded from
     */
    record Pending(Batch batch, long nextOffset, long maxEventTimeMs, int bytes) {}

    private final int partition;
    private final PartitionClock clock;
    private @Nullable Pending pending;
    private int position;
    private long releasedMaxMs = PartitionClock.NOTHING_SEEN;
    private boolean readToEnd;
    private boolean finished;
    private long offset;
    private long sentMaxMs = PartitionClock.NOTHING_SEEN;
    private long rowsBelow = Long.MIN_VALUE;
    private long deadBelow = Long.MIN_VALUE;

    /** @param offset of the first record to read */
    PartitionProgress(int partition, long outOfOrderMs, long offset) {
        this.partition = partition;
        this.offset = offset;
        this.clock = new PartitionClock(outOfOrderMs);
    }

    int partition() {
        return partition;
    }

    PartitionClock clock() {
        return clock;
    }

    boolean readToEnd() {
        return readToEnd;
    }

    void endOfRead() {
        readToEnd = true;
    }

    /** Whether it has been read to its end and everything is acked, as already told. */
    boolean finished() {
        return finished;
    }

    void finish() {
        finished = true;
    }

    /** Goes on from a place that {@link #position} told. */
    void restore(SourcePosition from) {
        offset = from.offset();
        sentMaxMs = from.maxEventTimeMs();
        rowsBelow = from.rowsBelow();
        deadBelow = from.deadBelow();
        readToEnd = from.finished();
        clock.reset(from.maxEventTimeMs());
    }

    /** Rows were sent; if none of those that were read with them wait, all before their end were. */
    void sent(Pending rows) {
        if (pending == null) {
            offset = rows.nextOffset();
            sentMaxMs = rows.maxEventTimeMs();
        } else {
            rowsBelow = rows.nextOffset();
        }
    }

    /**
     * How far it is sent, dead letters included.
     *
     * @param ended whether nothing more will ever be in it
     */
    SourcePosition position(boolean ended) {
        Pending waiting = pending;
        long dead = waiting == null ? deadBelow : Math.max(deadBelow, waiting.nextOffset());
        return new SourcePosition(partition, offset, sentMaxMs, rowsBelow, dead, ended && waiting == null);
    }

    /** Reading is at this offset: if that is before what was sent, the partition was made anew, and nothing of it was sent or told. */
    void at(long readOffset) {
        if (readOffset < offset) {
            rowsBelow = Long.MIN_VALUE;
            deadBelow = Long.MIN_VALUE;
        }
    }

    /** Whether a record was told among the dead, and counted, before a restore. */
    boolean isTold(long recordOffset) {
        return recordOffset < deadBelow;
    }

    /** The rows that were not sent before a restore. */
    Batch unsent(Batch batch) {
        if (batch.isEmpty() || batch.offset(batch.row(0)) >= rowsBelow) {
            return batch;
        }
        int[] rows = new int[batch.size()];
        int count = 0;
        for (int i = 0; i < batch.size(); i++) {
            if (batch.offset(batch.row(i)) >= rowsBelow) {
                rows[count++] = batch.row(i);
            }
        }
        return batch.select(rows, count);
    }

    @Nullable
    Pending pending() {
        return pending;
    }

    void wait(Pending rows) {
        pending = rows;
        position = 0;
    }

    /**
     * The next of the waiting rows, as many as are due, as a part of what was read: its own end and greatest time.
     *
     * @param all take all of them, due or not
     * @return null if none is due
     */
    @Nullable
    Pending due(Pace pace, boolean all, long nowMs) {
        Pending waiting = pending;
        if (waiting == null) {
            return null;
        }
        Batch batch = waiting.batch();
        int from = position;
        while (position < batch.size() && (all || pace.due(batch.eventTime(batch.row(position)), nowMs))) {
            releasedMaxMs = Math.max(releasedMaxMs, batch.eventTime(batch.row(position)));
            position++;
        }
        if (position == batch.size()) {
            pending = null;
            releasedMaxMs = waiting.maxEventTimeMs();
            return from == 0 ? waiting : slice(waiting, from, waiting.nextOffset());
        }
        return position == from ? null : slice(waiting, from, batch.offset(batch.row(position)));
    }

    private Pending slice(Pending waiting, int from, long nextOffset) {
        Batch batch = waiting.batch();
        int[] rows = new int[position - from];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = batch.row(from + i);
        }
        int bytes = (int) ((long) waiting.bytes() * rows.length / batch.size());
        return new Pending(batch.select(rows, rows.length), nextOffset, releasedMaxMs, bytes);
    }
}
