package dev.freshet.core.window;

import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.key.KeyEncoder;
import dev.freshet.core.key.KeyHash;
import dev.freshet.core.key.KeyTable;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.snapshot.SnapshotReader;
import dev.freshet.core.snapshot.SnapshotWriter;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import java.util.function.LongConsumer;

/**
 * The state of a {@link RowsAggregate} as sections of key groups, version 1:
 *
 * <pre>
 * a key group:   watermark, entries
 *   entry 1:     rows, first, last, key, the partial state's columns, of a window that is being filled
 *   entry 2:     time, the partial row's other columns, of a row that waits
 * no key group:  watermark
 * </pre>
 *
 * Keys are written as {@code KeyEncoder} forms them, version 1.
 */
final class RowsStateCodec {
    private static final int VERSION = 1;
    private static final int WINDOW = 1;
    private static final int ROW = 2;

    private final Schema stateSchema;
    private final Schema rowSchema;
    private final int[] firstColumns;
    private final KeyEncoder encoder;

    RowsStateCodec(WindowAggregateSpec spec, KeyEncoder encoder) {
        stateSchema = new Schema(spec.stateFields());
        rowSchema = spec.partialSchema();
        firstColumns = spec.firstStateColumns();
        for (int i = 0; i < firstColumns.length; i++) {
            firstColumns[i] -= spec.rowsColumn() + 1;
        }
        this.encoder = encoder;
    }

    void write(long watermarkMs, PendingRows pending, RowWindows windows, SnapshotWriter to) {
        KeyGroupSections sections = new KeyGroupSections(out -> out.putLong(watermarkMs));
        BatchBuilder state = new BatchBuilder(stateSchema);
        for (int window = 0; window < windows.slotLimit(); window++) {
            if (windows.isOpen(window)) {
                write(windows, window, state, sections);
            }
        }
        pending.write(encoder, ROW, sections);
        sections.writeTo(to, VERSION);
    }

    private void write(RowWindows windows, int window, BatchBuilder state, KeyGroupSections sections) {
        KeyTable keys = windows.keys();
        int key = windows.key(window);
        for (int i = 0; i < firstColumns.length; i++) {
            windows.aggregates()[i].writePartial(window, state, firstColumns[i]);
        }
        state.endRow(0);
        StateOutput out = sections.of(keys.keyGroup(key));
        out.putUnsigned(WINDOW);
        out.putLong(windows.rows(window));
        out.putLong(windows.first(window));
        out.putLong(windows.last(window));
        out.putBytes(keys.bytes(), keys.start(key), keys.end(key));
        out.putRow(state.build(Origin.DERIVED), 0, 0);
    }

    /**
     * Reads sections into the state.
     *
     * @param watermarks told of each section how far event time had come for it
     */
    void read(SnapshotReader from, PendingRows pending, RowWindows windows, LongConsumer watermarks) {
        from.forEach((keyGroup, version, bytes, start, end) -> {
            if (version != VERSION) {
                throw new IllegalStateException("the state of windows of rows of version " + version
                        + " cannot be read (this is version " + VERSION + ")");
            }
            StateInput in = new StateInput(bytes, start, end);
            watermarks.accept(in.getLong());
            PendingRows.Reading rows = pending.reading(rowSchema);
            BatchBuilder state = new BatchBuilder(stateSchema);
            while (in.hasMore()) {
                readEntry(in, windows, state, rows);
            }
            rows.end();
        });
    }

    private void readEntry(StateInput in, RowWindows windows, BatchBuilder state, PendingRows.Reading rows) {
        long kind = in.getUnsigned();
        if (kind == ROW) {
            rows.row(in);
        } else if (kind == WINDOW) {
            long count = in.getLong();
            long first = in.getLong();
            long last = in.getLong();
            int length = in.skipBytes();
            int from = in.position() - length;
            int key =
                    windows.keys().slot(in.bytes(), from, from + length, KeyHash.hash(in.bytes(), from, from + length));
            int window = windows.take(key, count, first, last);
            in.getRow(state, 0);
            state.endRow(0);
            windows.mergeRows(state.build(Origin.DERIVED), firstColumns, new int[] {window});
        } else {
            throw new IllegalStateException("a state of windows of rows is damaged: entry of kind " + kind);
        }
    }
}
