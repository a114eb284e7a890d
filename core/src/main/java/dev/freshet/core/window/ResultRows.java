package dev.freshet.core.window;

import dev.freshet.core.aggregate.Aggregate;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.key.KeyEncoder;
import dev.freshet.core.key.KeyTable;
import dev.freshet.core.operator.Output;
import dev.freshet.core.schema.Schema;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes results of windows, and hands them on in batches of bounded size. */
final class ResultRows {
    private static final int MAX_ROWS = 4096;

    private final int keyCount;
    private final KeyEncoder encoder;
    private final BatchBuilder rows;
    private final BatchBuilder failed;
    private long windowStart;
    private long windowEnd;

    ResultRows(WindowAggregateSpec spec, KeyEncoder encoder) {
        keyCount = spec.keys().size();
        this.encoder = encoder;
        Schema schema = spec.resultSchema();
        rows = new BatchBuilder(schema);
        failed = new BatchBuilder(schema);
    }

    /** The window that rows are of from here on, {@code [startMs, endMs)}. */
    void window(long startMs, long endMs) {
        windowStart = startMs;
        windowEnd = endMs;
    }

    /**
     * Writes a key's result. Where an aggregate has none, such as a sum beyond BIGINT, the row goes to the dead letters.
     *
     * @param slot where the aggregates have the key's states
     * @param kind UTF-8
     */
    void add(KeyTable keys, int key, Aggregate[] aggregates, int slot, byte[] kind, long revision, Output out) {
        String problem = put(rows, keys, key, aggregates, slot, kind, revision);
        if (problem == null) {
            // The row belongs to the window's last millisecond.
            rows.endRow(windowEnd - 1);
            if (rows.rows() >= MAX_ROWS) {
                flush(out);
            }
        } else {
            rows.abandonRow();
            put(failed, keys, key, aggregates, slot, kind, revision);
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
            BatchBuilder into, KeyTable keys, int key, Aggregate[] aggregates, int slot, byte[] kind, long revision) {
        into.putLong(0, windowStart);
        into.putLong(1, windowEnd);
        encoder.decodeInto(keys.bytes(), keys.start(key), into, 2);
        int column = 2 + keyCount;
        String problem = null;
        for (Aggregate aggregate : aggregates) {
            String cause = aggregate.lower(slot, into, column++);
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
