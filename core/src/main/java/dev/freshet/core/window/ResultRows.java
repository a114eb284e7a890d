package dev.freshet.core.window;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.key.KeyEncoder;
import dev.freshet.core.operator.Output;
import dev.freshet.core.schema.Schema;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes results of windows, and hands them on in batches of bounded size. */
final class ResultRows {
    private static final int MAX_ROWS = 4096;

    private final WindowSpec window;
    private final int keyCount;
    private final int callCount;
    private final KeyEncoder encoder;
    private final BatchBuilder rows;
    private final BatchBuilder failed;

    ResultRows(WindowAggregateSpec spec, KeyEncoder encoder) {
        window = spec.window();
        keyCount = spec.keys().size();
        callCount = spec.calls().size();
        this.encoder = encoder;
        Schema schema = spec.resultSchema();
        rows = new BatchBuilder(schema);
        failed = new BatchBuilder(schema);
    }

    /**
     * Writes a key's result. Where an aggregate has none, such as a sum beyond BIGINT, the row goes to the dead letters.
     *
     * @param kind UTF-8
     */
    void add(long windowEnd, KeyedStates states, int slot, byte[] kind, long revision, Output out) {
        String problem = put(rows, windowEnd, states, slot, kind, revision);
        if (problem == null) {
            // The row belongs to the window's last millisecond.
            rows.endRow(windowEnd - 1);
            if (rows.rows() >= MAX_ROWS) {
                flush(out);
            }
        } else {
            rows.abandonRow();
            put(failed, windowEnd, states, slot, kind, revision);
            failed.endRow(windowEnd - 1);
            Batch batch = failed.build(Origin.DERIVED);
            out.dead(batch, 0, Reason.EXPRESSION, problem);
        }
    }

    /** Hands on what is left. */
    void flush(Output out) {
        if (!rows.isEmpty()) {
            out.emit(Output.MAIN, rows.build(Origin.DERIVED));
        }
    }

    private @Nullable String put(
            BatchBuilder into, long windowEnd, KeyedStates states, int slot, byte[] kind, long revision) {
        into.putLong(0, windowEnd - window.sizeMs());
        into.putLong(1, windowEnd);
        encoder.decodeInto(states.keys().bytes(), states.keys().start(slot), into, 2);
        int column = 2 + keyCount;
        String problem = null;
        for (int i = 0; i < callCount; i++) {
            String cause = states.aggregate(i).lower(slot, into, column++);
            problem = problem == null ? cause : problem;
        }
        into.putBytes(column++, kind, 0, kind.length);
        into.putLong(column, revision);
        return problem;
    }

    /** A value of {@code _kind} as bytes. */
    static byte[] kind(String kind) {
        return kind.getBytes(StandardCharsets.UTF_8);
    }
}
