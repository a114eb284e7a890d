package dev.freshet.core.top;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.key.KeyEncoder;
import dev.freshet.core.key.KeyGroups;
import dev.freshet.core.key.KeyHash;
import dev.freshet.core.operator.Held;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.snapshot.SnapshotReader;
import dev.freshet.core.snapshot.SnapshotWriter;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The rows of all windows that are still to be ranked or corrected, by window end; and their form in snapshots. */
final class RankedWindows {
    private static final int VERSION = 1;
    private static final int SENT = 1;
    private static final int CHANGED = 2;

    private final Schema schema;
    private final long allowedLatenessMs;
    private final KeyEncoder keyEncoder;
    private final KeyEncoder windowEncoder = new KeyEncoder(0);
    private final NavigableMap<Long, WindowRows> windows = new TreeMap<>();

    /** @param schema the rows', which begin with the window's start and end */
    RankedWindows(Schema schema, int[] keyColumns, long allowedLatenessMs) {
        this.schema = schema;
        this.allowedLatenessMs = allowedLatenessMs;
        keyEncoder = new KeyEncoder(keyColumns);
    }

    NavigableMap<Long, WindowRows> all() {
        return windows;
    }

    void put(Batch batch, int row) {
        windows.computeIfAbsent(batch.longs(1).get(row), unused -> new WindowRows())
                .put(batch, row, keyEncoder);
    }

    boolean isForgotten(long windowEnd, long watermarkMs) {
        if (windowEnd > watermarkMs) {
            return false;
        }
        long passedMs = watermarkMs - windowEnd;
        return watermarkMs == Long.MAX_VALUE || passedMs < 0 || passedMs >= allowedLatenessMs;
    }

    void forget(long watermarkMs) {
        while (!windows.isEmpty() && isForgotten(windows.firstKey(), watermarkMs)) {
            windows.pollFirstEntry();
        }
    }

    Held held() {
        long rows = 0;
        long bytes = 0;
        for (WindowRows window : windows.values()) {
            rows += window.keys().size();
            bytes += window.keys().sizeBytes() + 16L * window.keys().slotLimit();
        }
        return new Held(rows, bytes);
    }

    /**
     * Writes a section a window and key group.
     *
     * @param byWindow whether rows were shuffled by window, not by key
     */
    void snapshot(SnapshotWriter to, boolean byWindow) {
        windows.forEach((end, window) -> {
            StateOutput[] sections = new StateOutput[KeyGroups.COUNT];
            for (int slot = 0; slot < window.keys().slotLimit(); slot++) {
                Batch batch = window.batch(slot);
                int row = window.row(slot);
                int group = byWindow ? windowGroup(batch, row) : window.keys().keyGroup(slot);
                StateOutput out = sections[group];
                if (out == null) {
                    out = new StateOutput();
                    out.putLong(end);
                    out.putLong(window.emissions());
                    out.putFixed(window.shownHash());
                    out.putUnsigned(window.isDirty() ? 1 : 0);
                    sections[group] = out;
                }
                out.putUnsigned((window.isSent(slot) ? SENT : 0) | (window.isChanged(slot) ? CHANGED : 0));
                out.putRow(batch, row, 0);
            }
            for (int group = 0; group < sections.length; group++) {
                if (sections[group] != null) {
                    sections[group].section(to, group, VERSION);
                }
            }
        });
    }

    void restore(SnapshotReader from, Position position) {
        from.forEach((keyGroup, version, bytes, start, end) -> {
            if (version != VERSION) {
                throw new IllegalStateException("a ranking's state of version " + version
                        + " cannot be read (this is version " + VERSION + ")");
            }
            StateInput in = new StateInput(bytes, start, end);
            if (keyGroup == SnapshotWriter.NO_KEY_GROUP) {
                position.at(in.getLong());
            } else {
                restoreWindow(in);
            }
        });
    }

    /** Told how far event time had come for a task that wrote the snapshot. */
    interface Position {
        void at(long watermarkMs);
    }

    static void snapshotPosition(SnapshotWriter to, long watermarkMs) {
        StateOutput out = new StateOutput();
        out.putLong(watermarkMs);
        out.section(to, SnapshotWriter.NO_KEY_GROUP, VERSION);
    }

    private void restoreWindow(StateInput in) {
        long windowEnd = in.getLong();
        WindowRows window = windows.computeIfAbsent(windowEnd, unused -> new WindowRows());
        boolean wasDirty = window.isDirty();
        window.emitted(in.getLong(), in.getFixed());
        boolean dirty = in.getUnsigned() == 1;
        BatchBuilder builder = new BatchBuilder(schema);
        while (in.hasMore()) {
            long flags = in.getUnsigned();
            in.getRow(builder, 0);
            builder.endRow(windowEnd - 1);
            int slot = window.put(builder.build(Origin.DERIVED), 0, keyEncoder);
            window.restore(slot, (flags & SENT) != 0, (flags & CHANGED) != 0);
        }
        if (!dirty && !wasDirty) {
            window.settle();
        }
    }

    private int windowGroup(Batch batch, int row) {
        int length = windowEncoder.encode(batch, row);
        return KeyGroups.group(KeyHash.hash(windowEncoder.buffer(), 0, length));
    }
}
