package dev.freshet.spouts.source;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.job.JobBoard;
import dev.freshet.core.operator.Counters;
import dev.freshet.core.time.PartitionClock;
import dev.freshet.storm.Emitter;
import dev.freshet.storm.Tuples;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.apache.storm.tuple.Values;
import org.jspecify.annotations.Nullable;

/**
 * The way out of a source task: takes decoded batches through the branches, sends what remains and the dead letters, keeps
 * every tuple until it is acked, and sends again what failed. Used by the task's thread alone.
 */
final class BatchSender {
    private final SourceLimits limits;
    private final Outlet outlet;
    private final Emission emission;
    private final InFlight inFlight;
    private final Branches branches;
    private final DeadRows deadRows;
    private final LongAdder rowsOut;

    /** The batch whose tuples are being sent. */
    private InFlight.@Nullable Entry current;

    /**
     * @param inOrder told of each batch when it and all before it in its partition are acked, in order
     */
    BatchSender(
            SourceSpec spec,
            ReaderContext context,
            Outlet outlet,
            Emission emission,
            JobBoard board,
            long incarnation,
            Consumer<InFlight.Entry> inOrder) {
        this.limits = spec.limits();
        this.outlet = outlet;
        this.emission = emission;
        this.inFlight = new InFlight(incarnation, inOrder);
        this.deadRows = new DeadRows(spec.name(), context.counters());
        this.rowsOut = context.counters().counter(Counters.ROWS_OUT);
        this.branches =
                new Branches(spec.branches(), new SourceOperatorContext(spec.name(), context, board), new ToOutlet());
    }

    /** What could not be used of the next batch; sent with it. */
    DeadRows deadRows() {
        return deadRows;
    }

    /** Sends rows of a partition, and the dead letters that have come together. */
    void send(int partition, PartitionProgress.Pending rows) {
        InFlight.Entry entry = inFlight.open(partition, rows.bytes());
        current = entry;
        branches.process(rows.batch());
        if (!deadRows.isEmpty()) {
            sendOut(Tuples.DEAD_STREAM, deadRows.drain());
        }
        current = null;
        inFlight.seal(entry, rows.nextOffset(), rows.maxEventTimeMs());
    }

    /** Sends the dead letters that wait for rows. */
    void flush(int partition, long nextOffset) {
        if (!deadRows.isEmpty()) {
            InFlight.Entry entry = inFlight.open(partition, 0);
            current = entry;
            sendOut(Tuples.DEAD_STREAM, deadRows.drain());
            current = null;
            inFlight.seal(entry, nextOffset, PartitionClock.NOTHING_SEEN);
        }
    }

    boolean hasDeadRows() {
        return !deadRows.isEmpty();
    }

    /** The sequence of the last batch that was sent. */
    long lastSequence() {
        return inFlight.lastSequence();
    }

    /** Everything up to a batch has been worked through, whatever acks were lost. */
    void settleUpTo(long sequence) {
        inFlight.settleUpTo(sequence);
    }

    /** Forgets all that is under way, or was to be sent. */
    void clear() {
        inFlight.clear();
        if (!deadRows.isEmpty()) {
            deadRows.drain();
        }
    }

    /** Whether nothing refers to a batch's arrays any more when it has been sent. */
    boolean copies() {
        return branches.copyInput();
    }

    /** Sends again what failed and is due by now. */
    void replay(long nowMs) {
        InFlight.Replay again = inFlight.nextReplay(nowMs);
        while (again != null) {
            emission.emit(again.sent().stream(), again.sent().tuple(), again.id());
            again = inFlight.nextReplay(nowMs);
        }
    }

    void acked(TupleId id) {
        inFlight.acked(id);
    }

    void failed(TupleId id, long nowMs) {
        inFlight.failed(id, nowMs);
    }

    /** Whether the limits allow one more batch. */
    boolean hasRoom() {
        return inFlight.batches() < limits.inFlightBatches() && inFlight.bytes() < limits.inFlightBytes();
    }

    /** Whether anything of the partition was sent and is not acked yet. */
    boolean isInFlight(int partition) {
        return inFlight.any(partition);
    }

    void close() {
        branches.close();
    }

    private void sendOut(String stream, Batch batch) {
        InFlight.Entry entry = Objects.requireNonNull(current, "a batch is sent while one is open");
        outlet.send(stream, batch, () -> inFlight.next(entry), new Emitter() {
            @Override
            public void emit(String toStream, Values tuple) {
                emission.emit(toStream, tuple, inFlight.sent(entry, toStream, tuple));
            }

            @Override
            public void emitDirect(int task, String toStream, Values tuple) {
                throw new UnsupportedOperationException("rows go by partition");
            }
        });
    }

    private final class ToOutlet implements Branches.Exit {
        @Override
        public void send(String stream, Batch batch) {
            rowsOut.add(batch.size());
            sendOut(stream, batch);
        }

        @Override
        public void dead(Batch batch, int row, long rows, Reason reason, String detail) {
            deadRows.row(batch, row, rows, reason, detail);
        }
    }
}
