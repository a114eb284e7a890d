package dev.freshet.core.window;

import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.key.KeyHash;
import dev.freshet.core.key.KeyTable;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;

/**
 * The keys of global windows as entries of their key groups, version 1:
 *
 * <pre>
 *   entry 2:     key, first, last, shown end, rows since, revision, whether there is a state, the partial state's columns if so
 * </pre>
 *
 * Keys are written as {@code KeyEncoder} forms them, version 1.
 */
final class GlobalStateCodec {
    static final int VERSION = 1;
    private static final int KEY = 2;

    private final Schema stateSchema;
    private final int[] firstColumns;

    GlobalStateCodec(WindowAggregateSpec spec) {
        stateSchema = new Schema(spec.stateFields());
        firstColumns = spec.firstStateColumns();
        for (int i = 0; i < firstColumns.length; i++) {
            firstColumns[i] -= spec.rowsColumn() + 1;
        }
    }

    void write(GlobalWindows windows, KeyGroupSections sections) {
        BatchBuilder builder = new BatchBuilder(stateSchema);
        KeyTable keys = windows.keys();
        for (int key = 0; key < keys.slotLimit(); key++) {
            if (!windows.isOpen(key)) {
                continue;
            }
            StateOutput out = sections.of(keys.keyGroup(key));
            out.putUnsigned(KEY);
            out.putBytes(keys.bytes(), keys.start(key), keys.end(key));
            out.putLong(windows.first(key));
            out.putLong(windows.last(key));
            out.putLong(windows.shownEnd(key));
            out.putLong(windows.fresh(key));
            out.putLong(windows.revisions(key));
            int state = windows.state(key);
            out.putUnsigned(state == GlobalWindows.NONE ? 0 : 1);
            if (state != GlobalWindows.NONE) {
                for (int i = 0; i < firstColumns.length; i++) {
                    windows.aggregates()[i].writePartial(state, builder, firstColumns[i]);
                }
                builder.endRow(0);
                out.putRow(builder.build(Origin.DERIVED), 0, 0);
            }
        }
    }

    /** Reads an entry; returns its key. */
    int read(long kind, StateInput in, GlobalWindows windows) {
        if (kind != KEY) {
            throw new IllegalStateException("a state of global windows is damaged: entry of kind " + kind);
        }
        int length = in.skipBytes();
        int from = in.position() - length;
        int key = windows.keys().slot(in.bytes(), from, from + length, KeyHash.hash(in.bytes(), from, from + length));
        long firstMs = in.getLong();
        long lastMs = in.getLong();
        long shownEndMs = in.getLong();
        long fresh = in.getLong();
        long revision = in.getLong();
        boolean hasState = in.getUnsigned() == 1;
        int state = windows.restore(key, hasState, firstMs, lastMs, shownEndMs, fresh, revision);
        if (hasState) {
            BatchBuilder builder = new BatchBuilder(stateSchema);
            in.getRow(builder, 0);
            builder.endRow(0);
            windows.mergeRows(builder.build(Origin.DERIVED), firstColumns, new int[] {state});
        }
        return key;
    }
}
