package dev.freshet.core.join;

import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.operator.Output;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.state.RowStore;

/** Puts results together of rows that have just come and rows that are kept. What is not put is NULL. */
final class JoinedRows {
    private static final int ROWS_AT_ONCE = 1024;

    private final BatchBuilder builder;

    JoinedRows(Schema schema) {
        builder = new BatchBuilder(schema);
    }

    /** Puts the columns of a side from a row that is not kept. */
    JoinedRows put(SideLayout layout, Column[] columns, int row) {
        int[] targets = layout.targets();
        int[] sources = layout.sources();
        for (int i = 0; i < targets.length; i++) {
            builder.putFrom(targets[i], columns[sources[i]], row);
        }
        return this;
    }

    /** Puts the columns of a side from a row that is kept. */
    JoinedRows put(SideLayout layout, RowStore store, int slot) {
        int[] targets = layout.targets();
        int[] sources = layout.sources();
        for (int i = 0; i < targets.length; i++) {
            store.copy(slot, sources[i], builder, targets[i]);
        }
        return this;
    }

    /** Ends the result. */
    void end(long timeMs, Output out) {
        builder.endRow(timeMs);
        if (builder.rows() == ROWS_AT_ONCE) {
            flush(out);
        }
    }

    void flush(Output out) {
        if (!builder.isEmpty()) {
            out.emit(Output.MAIN, builder.build(Origin.DERIVED));
        }
    }
}
