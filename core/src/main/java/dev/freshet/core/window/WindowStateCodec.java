package dev.freshet.core.window;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.key.KeyHash;
import dev.freshet.core.key.KeyTable;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.snapshot.SnapshotReader;
import dev.freshet.core.snapshot.SnapshotWriter;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import org.jspecify.annotations.Nullable;

/**
 * The state of a {@link WindowAggregate} as sections of key groups, version 1:
 *
 * <pre>
 * a key group:   watermark, change count, entries
 *   entry 1:     pane, first end, key, changed at, the partial state's columns
 *   entry 2:     window end, key, next revision, shown change
 * no key group:  watermark, change count
 * </pre>
 *
 * Merged nodes are not written: they come of their panes. Keys are written as {@code KeyEncoder} forms them, version 1.
 */
final class WindowStateCodec {
    private static final int VERSION = 1;
    private static final int STATE = 1;
    private static final int REVISION = 2;
    private static final int ROWS_AT_ONCE = 1024;

    private final Schema stateSchema;
    private final int[] widths;

    WindowStateCodec(WindowAggregateSpec spec) {
        stateSchema = new Schema(spec.stateFields());
        widths = spec.stateWidths();
    }

    void write(long watermarkMs, long change, PaneStore panes, Revisions revisions, SnapshotWriter to) {
        KeyGroupSections sections = new KeyGroupSections(out -> {
            out.putLong(watermarkMs);
            out.putLong(change);
        });
        panes.forEach((pane, firstEnd, states) -> writePane(pane, firstEnd, states, sections));
        revisions.windows().forEach((end, window) -> writeRevisions(end, window, sections));
        sections.writeTo(to, VERSION);
    }

    private void writePane(long pane, long firstEnd, KeyedStates states, KeyGroupSections sections) {
        BatchBuilder rows = new BatchBuilder(stateSchema);
        KeyTable keys = states.keys();
        int first = 0;
        for (int slot = 0; slot < keys.slotLimit(); slot++) {
            int column = 0;
            for (int i = 0; i < widths.length; i++) {
                states.aggregate(i).writePartial(slot, rows, column);
                column += widths[i];
            }
            rows.endRow(0);
            if (rows.rows() == ROWS_AT_ONCE || slot == keys.slotLimit() - 1) {
                Batch batch = rows.build(Origin.DERIVED);
                for (int row = 0; row < batch.size(); row++) {
                    writeState(pane, firstEnd, states, first + row, batch, row, sections);
                }
                first = slot + 1;
            }
        }
    }

    private static void writeState(
            long pane, long firstEnd, KeyedStates states, int slot, Batch batch, int row, KeyGroupSections sections) {
        KeyTable keys = states.keys();
        StateOutput out = sections.of(keys.keyGroup(slot));
        out.putUnsigned(STATE);
        out.putLong(pane);
        out.putLong(firstEnd);
        out.putBytes(keys.bytes(), keys.start(slot), keys.end(slot));
        out.putLong(states.changedAt(slot));
        out.putRow(batch, row, 0);
    }

    private static void writeRevisions(long windowEnd, Revisions.OfWindow window, KeyGroupSections sections) {
        KeyTable keys = window.keys();
        for (int slot = 0; slot < keys.slotLimit(); slot++) {
            StateOutput out = sections.of(keys.keyGroup(slot));
            out.putUnsigned(REVISION);
            out.putLong(windowEnd);
            out.putBytes(keys.bytes(), keys.start(slot), keys.end(slot));
            out.putLong(window.next(slot));
            out.putLong(window.shown(slot));
        }
    }

    /** Reads sections into the state; asks {@code position} for what they say of time. */
    void read(SnapshotReader from, PaneStore panes, Revisions revisions, Position position) {
        from.forEach((keyGroup, version, bytes, start, end) -> {
            if (version != VERSION) {
                throw new IllegalStateException(
                        "a window's state of version " + version + " cannot be read (this is version " + VERSION + ")");
            }
            StateInput in = new StateInput(bytes, start, end);
            position.at(keyGroup, in.getLong(), in.getLong());
            readEntries(in, panes, revisions);
        });
    }

    /** Told of each section: how far event time had come for it, and the count of its changes. */
    interface Position {
        void at(int keyGroup, long watermarkMs, long change);
    }

    private void readEntries(StateInput in, PaneStore panes, Revisions revisions) {
        PaneRows rows = new PaneRows();
        while (in.hasMore()) {
            long kind = in.getUnsigned();
            if (kind == STATE) {
                long pane = in.getLong();
                rows.moveTo(panes.at(pane, in.getLong()));
                int length = in.skipBytes();
                int key = in.position() - length;
                rows.add(in, key, key + length);
            } else if (kind == REVISION) {
                Revisions.OfWindow window = revisions.of(in.getLong());
                int length = in.skipBytes();
                int key = in.position() - length;
                long hash = KeyHash.hash(in.bytes(), key, key + length);
                window.restore(window.slot(in.bytes(), key, key + length, hash), in.getLong(), in.getLong());
            } else {
                throw new IllegalStateException("a window's state is damaged: entry of kind " + kind);
            }
        }
        rows.flush();
    }

    /** Collects the states of one pane after the other. */
    private final class PaneRows {
        private final BatchBuilder rows = new BatchBuilder(stateSchema);
        private int[] slots = new int[ROWS_AT_ONCE];
        private @Nullable KeyedStates target;

        void moveTo(KeyedStates pane) {
            if (pane != target) {
                flush();
                target = pane;
            }
        }

        void add(StateInput in, int from, int to) {
            KeyedStates pane = target;
            if (pane == null) {
                throw new IllegalStateException("a state without a pane");
            }
            int slot = pane.keys().slot(in.bytes(), from, to, KeyHash.hash(in.bytes(), from, to));
            slots[rows.rows()] = slot;
            pane.touch(slot, in.getLong());
            in.getRow(rows, 0);
            rows.endRow(0);
            if (rows.rows() == slots.length) {
                flush();
            }
        }

        void flush() {
            if (target != null && !rows.isEmpty()) {
                target.mergeSlots(rows.build(Origin.DERIVED), widths, slots);
            }
        }
    }
}
