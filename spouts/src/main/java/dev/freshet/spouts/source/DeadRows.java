package dev.freshet.spouts.source;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.dead.DeadLetters;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.decode.RecordChunk;
import dev.freshet.core.operator.Counters;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/** The dead letters of a source task: collected for the next batch, and counted by reason. */
final class DeadRows {
    private final String source;
    private final Set<Told> told = new HashSet<>();
    private final DeadLetters letters = new DeadLetters();
    private final LongAdder late;
    private final LongAdder dead;
    private final Map<Reason, LongAdder> byReason = new EnumMap<>(Reason.class);

    DeadRows(String source, Counters counters) {
        this.source = source;
        this.late = counters.counter(Counters.LATE);
        this.dead = counters.counter(Counters.DEAD);
        for (Reason reason : Reason.values()) {
            if (reason != Reason.LATE) {
                byReason.put(reason, counters.counter(Counters.DEAD + "." + reason.key()));
            }
        }
    }

    /** A record of the batch at hand that has its letter. */
    private record Told(Reason reason, long offset) {}

    /** A record that the decoder turned down. */
    void record(RecordChunk chunk, int record, int partition, Reason reason, String detail) {
        count(reason, 1);
        letters.add(
                reason,
                detail,
                source,
                partition,
                chunk.offset(record),
                chunk.data(),
                chunk.start(record),
                chunk.end(record));
    }

    /** A record that the reader turned down. */
    void reject(Intake.Reject reject, int partition) {
        count(reject.reason(), 1);
        byte[] excerpt = reject.excerpt();
        letters.add(reject.reason(), reject.detail(), source, partition, reject.offset(), excerpt, 0, excerpt.length);
    }

    /**
     * A row that an operator could not use. A record that several branches turn down for the same reason is counted once, and
     * has one letter.
     */
    void row(Batch batch, int row, long rows, Reason reason, String detail) {
        if (batch.offset(row) >= 0 && !told.add(new Told(reason, batch.offset(row)))) {
            return;
        }
        count(reason, rows);
        letters.add(reason, detail, batch.origin().source(), batch.origin().partition(), batch.offset(row));
    }

    boolean isEmpty() {
        return letters.isEmpty();
    }

    Batch drain() {
        told.clear();
        return letters.drain();
    }

    private void count(Reason reason, long rows) {
        LongAdder counter = byReason.get(reason);
        if (counter == null) {
            late.add(rows);
        } else {
            dead.add(rows);
            counter.add(rows);
        }
    }
}
