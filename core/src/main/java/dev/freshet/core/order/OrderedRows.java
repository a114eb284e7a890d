package dev.freshet.core.order;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.Column;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.key.KeyEncoder;
import dev.freshet.core.key.KeyGroups;
import dev.freshet.core.key.KeyHash;
import dev.freshet.core.key.KeyTable;
import dev.freshet.core.operator.OperatorContext;
import dev.freshet.core.operator.Output;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.snapshot.SnapshotReader;
import dev.freshet.core.snapshot.SnapshotWriter;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import dev.freshet.core.state.KeyTimers;
import dev.freshet.core.state.RowStore;
import dev.freshet.core.state.SideRows;
import dev.freshet.core.time.Clamped;
import dev.freshet.core.window.KeyGroupSections;
import dev.freshet.core.window.LateText;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Rows by key, each key's in the order of event time, then source, partition and offset, then what they hold. Those before the
 * watermark are in their final order: nothing comes between them any more. A row costs O(log n) for n rows of its key.
 *
 * <p>As sections of a snapshot, version 1: the watermark; then for each key its bytes, its state, the number of its rows, the rows.
 */
final class OrderedRows {
    private static final int VERSION = 1;

    private final KeyTable keys = new KeyTable();
    private final KeyTimers timers = new KeyTimers();
    private final KeyEncoder encoder;
    private final SideRows rows;
    private final KeyState state;
    private long watermarkMs = Long.MIN_VALUE;
    private boolean restored;
    /** By key group, for state of tasks that were not equally far: the watermark of the task that had it. */
    private final long[] floors = new long[KeyGroups.COUNT];

    /**
     * @param kept the columns that are kept of rows
     * @param keyColumns the key's columns in the batches that come
     * @param state what else is kept of keys
     */
    OrderedRows(Schema kept, int[] keyColumns, KeyState state) {
        this.rows = new SideRows(new RowStore(kept, true));
        this.encoder = new KeyEncoder(keyColumns);
        this.state = state;
        Arrays.fill(floors, Long.MIN_VALUE);
    }

    /** Keeps the rows where the host wants them. */
    void open(OperatorContext context) {
        context.rowBytes("rows").ifPresent(rows.store()::spillTo);
    }

    KeyTable keys() {
        return keys;
    }

    SideRows rows() {
        return rows;
    }

    KeyTimers timers() {
        return timers;
    }

    long watermarkMs() {
        return watermarkMs;
    }

    /** Told of rows that are kept. */
    interface Taken {
        /**
         * @param position in the batch's selection
         * @param stored the row's slot in the store
         */
        void row(int position, int key, int stored);
    }

    /**
     * Takes a batch; late rows are dead letters.
     *
     * @param columns those that are kept
     * @param taken told of each row that is kept
     */
    void take(Batch batch, Column[] columns, Output out, Taken taken) {
        int origin = rows.store().originNumber(batch.origin());
        for (int i = 0; i < batch.size(); i++) {
            int row = batch.row(i);
            int length = encoder.encode(batch, row);
            long hash = KeyHash.hash(encoder.buffer(), 0, length);
            if (isLate(batch, row, KeyGroups.group(hash), out)) {
                continue;
            }
            int key = keys.slot(encoder.buffer(), 0, length, hash);
            int stored = rows.store().add(columns, row, batch.eventTime(row), origin, batch.offset(row));
            rows.insert(key, stored);
            taken.row(i, key, stored);
        }
    }

    /** By the watermark of its own partition before it, so that it does not matter how partitions are interleaved. */
    private boolean isLate(Batch batch, int row, int keyGroup, Output out) {
        long passedMs = restored ? Math.max(watermarkMs, floors[keyGroup]) : watermarkMs;
        long[] arrivals = batch.arrivalWatermarks();
        if (arrivals != null) {
            passedMs = Math.max(passedMs, arrivals[row]);
        }
        long timeMs = batch.eventTime(row);
        if (timeMs >= passedMs) {
            return false;
        }
        out.dead(batch, row, Reason.LATE, "late by " + LateText.duration(Clamped.subtract(passedMs, timeMs)));
        return true;
    }

    /** Takes a watermark; hands on each key that is due, at the end of the input every key. */
    void advance(long newWatermarkMs, IntConsumer dueKey) {
        if (newWatermarkMs <= watermarkMs) {
            return;
        }
        watermarkMs = newWatermarkMs;
        for (int key; (key = timers.poll(watermarkMs)) >= 0; ) {
            dueKey.accept(key);
        }
        if (watermarkMs == Long.MAX_VALUE) {
            for (int key = 0; key < keys.slotLimit(); key++) {
                if (keys.holds(key)) {
                    dueKey.accept(key);
                }
            }
        }
    }

    /** How many of a key's rows are before the watermark. */
    int passed(int key) {
        return watermarkMs == Long.MAX_VALUE ? rows.count(key) : rows.countBefore(key, watermarkMs);
    }

    void forget(int key) {
        keys.remove(key);
        timers.disarm(key);
    }

    void snapshot(SnapshotWriter to) {
        KeyGroupSections sections = new KeyGroupSections(out -> out.putLong(watermarkMs));
        for (int key = 0; key < keys.slotLimit(); key++) {
            if (keys.holds(key)) {
                write(key, sections.of(keys.keyGroup(key)));
            }
        }
        sections.writeTo(to, VERSION);
    }

    private void write(int key, StateOutput to) {
        to.putBytes(keys.bytes(), keys.start(key), keys.end(key));
        state.write(key, to);
        int count = rows.count(key);
        to.putUnsigned(count);
        for (int place = 0; place < count; place++) {
            rows.store().write(rows.row(key, place), to);
        }
    }

    /** Takes over rows; hands on each key that came. */
    void restore(SnapshotReader from, IntConsumer restoredKey) {
        from.forEach((keyGroup, version, bytes, start, end) -> {
            if (version != VERSION) {
                throw new IllegalStateException("the state of rows in order of version " + version
                        + " cannot be read (this is version " + VERSION + ")");
            }
            StateInput in = new StateInput(bytes, start, end);
            long passedMs = in.getLong();
            watermarkMs = restored ? Math.min(watermarkMs, passedMs) : passedMs;
            restored = true;
            if (keyGroup >= 0) {
                floors[keyGroup] = passedMs;
            }
            while (in.hasMore()) {
                int length = in.skipBytes();
                int at = in.position() - length;
                int key = keys.slot(bytes, at, at + length, KeyHash.hash(bytes, at, at + length));
                state.read(key, in);
                for (long left = in.getUnsigned(); left > 0; left--) {
                    rows.insert(key, rows.store().read(in));
                }
                restoredKey.accept(key);
            }
        });
    }

    /** How many keys and rows are kept. */
    long entries() {
        return (long) keys.size() + rows.store().size();
    }

    long sizeBytes() {
        return keys.sizeBytes() + rows.sizeBytes() + timers.sizeBytes();
    }
}
