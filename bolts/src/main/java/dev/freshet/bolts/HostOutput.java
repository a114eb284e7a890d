package dev.freshet.bolts;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.dead.DeadLetters;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.operator.Counters;
import dev.freshet.core.operator.Output;
import dev.freshet.storm.Delivery;
import dev.freshet.storm.EdgeSender;
import dev.freshet.storm.Emitter;
import dev.freshet.storm.Tuples;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Sends what an operator makes along the host's edges, anchored to the tuple that it was made of. */
final class HostOutput implements Output {
    /** Parts of one tuple's results are numbered from its own part times this, so that they stay distinct. */
    private static final int PART_STRIDE = 1024;

    private final EdgeSender sender;
    private final LongAdder rowsOut;
    private final DeadLetters letters = new DeadLetters();
    private Counters counters;
    private @Nullable Emitter emitter;
    private Delivery delivery = Delivery.result();
    private int parts;
    private boolean sent;

    HostOutput(EdgeSender sender, Counters counters) {
        this.sender = sender;
        this.counters = counters;
        this.rowsOut = counters.counter(Counters.ROWS_OUT);
    }

    /**
     * What comes next is made of this tuple.
     *
     * @param of the delivery to pass on; results, which are not replayable, all have the same
     * @param countedBy where dead rows are counted
     */
    void begin(Emitter by, Delivery of, Counters countedBy) {
        emitter = by;
        delivery = of;
        counters = countedBy;
        parts = 0;
        sent = false;
    }

    /** Sends the dead letters; returns whether anything was sent since {@link #begin}. */
    boolean end() {
        if (!letters.isEmpty()) {
            sender.sendTo(Tuples.DEAD_STREAM, letters.drain(), this::nextPart, current());
            sent = true;
        }
        emitter = null;
        return sent;
    }

    /** Forgets what was not sent yet. */
    void abandon() {
        if (!letters.isEmpty()) {
            letters.drain();
        }
        emitter = null;
    }

    @Override
    public void emit(int port, Batch batch) {
        if (batch.isEmpty()) {
            return;
        }
        rowsOut.add(batch.size());
        sent = true;
        sender.send(port, batch, this::nextPart, current());
    }

    @Override
    public void dead(Batch batch, int row, long rows, Reason reason, String detail) {
        if (reason == Reason.LATE) {
            counters.counter(Counters.LATE).add(rows);
        } else {
            counters.counter(Counters.DEAD).add(rows);
            counters.counter(Counters.DEAD + "." + reason.key()).add(rows);
        }
        letters.add(reason, detail, batch.origin().source(), batch.origin().partition(), batch.offset(row));
    }

    private Delivery nextPart() {
        if (!delivery.replayable()) {
            return delivery;
        }
        int part = delivery.part() * PART_STRIDE + parts++;
        return new Delivery(
                delivery.incarnation(),
                delivery.generation(),
                delivery.number(),
                delivery.sequence(),
                part,
                delivery.ackedBelow());
    }

    private Emitter current() {
        if (emitter == null) {
            throw new IllegalStateException("an operator emitted outside of a call of its host");
        }
        return emitter;
    }
}
