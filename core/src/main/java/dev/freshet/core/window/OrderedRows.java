package dev.freshet.core.window;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BytesColumn;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.LongColumn;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.key.KeyEncoder;
import dev.freshet.core.operator.Output;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.core.snapshot.SnapshotReader;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.time.Clamped;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Hands rows out in the order of event time, when it has passed them; ties by source, partition and offset, which their first
 * columns say. Refuses those that it has passed already.
 */
public final class OrderedRows {
    /** How many columns say where a row comes from. */
    public static final int FIRST_COLUMN = 4;
    /** The kind of a row's entry in a snapshot. */
    public static final int ENTRY = 1;

    private final PendingRows pending = new PendingRows();
    private long watermarkMs = Long.MIN_VALUE;
    private boolean restored;

    /** Takes a row. */
    public interface Visitor {
        void row(Batch batch, int row);
    }

    /** Reads an entry of a snapshot that is no row. */
    public interface Entry {
        void read(long kind, StateInput in);
    }

    /** The columns that say where a row comes from: time, source, partition, offset. */
    public static List<Field> originFields() {
        return List.of(
                Field.required(WindowAggregateSpec.TIME, Type.TIMESTAMP),
                Field.required(WindowAggregateSpec.SOURCE, Type.VARCHAR),
                Field.required(WindowAggregateSpec.PARTITION, Type.BIGINT),
                Field.required(WindowAggregateSpec.OFFSET, Type.BIGINT));
    }

    /** The batch's rows with other columns, of which the first {@link #FIRST_COLUMN} are still to be filled. */
    public static Batch withOrigin(Batch batch, Schema schema, Column[] columns) {
        int rows = batch.physicalRows();
        byte[] source = batch.origin().source().getBytes(StandardCharsets.UTF_8);
        long[] partitions = new long[rows];
        Arrays.fill(partitions, batch.origin().partition());
        long[] offsets = batch.offsets();
        if (offsets == null) {
            offsets = new long[rows];
            Arrays.fill(offsets, -1);
        }
        columns[0] = new LongColumn(Type.TIMESTAMP, batch.eventTimes(), null);
        columns[1] = new BytesColumn(Type.VARCHAR, source, new int[] {0, source.length}, new int[rows], null);
        columns[2] = new LongColumn(Type.BIGINT, partitions, null);
        columns[3] = new LongColumn(Type.BIGINT, offsets, null);
        Batch made = new Batch(schema, columns, rows, batch.eventTimes(), batch.origin(), null, null);
        int[] selection = batch.selection();
        return selection == null ? made : made.select(selection, batch.size());
    }

    /** The rows that are not late; the others go to the dead letters. */
    public Batch inTime(Batch batch, Output out) {
        long passed = PendingRows.start(watermarkMs);
        int[] kept = new int[batch.size()];
        int count = 0;
        for (int i = 0; i < batch.size(); i++) {
            int row = batch.row(i);
            if (batch.eventTime(row) < passed) {
                long lateMs = Clamped.subtract(watermarkMs, batch.eventTime(row));
                out.dead(batch, row, Reason.LATE, "late by " + LateText.duration(lateMs));
            } else {
                kept[count++] = row;
            }
        }
        return count == batch.size() ? batch : batch.select(kept, count);
    }

    /** Takes rows, none of them late. */
    public void add(Batch batch) {
        if (!batch.isEmpty()) {
            pending.add(batch);
        }
    }

    /** Takes a watermark, and hands out the rows that it has passed; false if it has not risen. */
    public boolean advance(long newWatermarkMs, Visitor visitor) {
        return advanceByStretches(newWatermarkMs, (batches, order) -> visit(batches, order, visitor));
    }

    /** The same, whole stretches at a time. */
    public boolean advanceByStretches(long newWatermarkMs, PendingRows.Visitor visitor) {
        if (newWatermarkMs <= watermarkMs) {
            return false;
        }
        watermarkMs = newWatermarkMs;
        pending.pass(newWatermarkMs, visitor);
        return true;
    }

    /** Hands out the rows of a stretch in their order. */
    public static void visit(Batch[] batches, int[] order, Visitor visitor) {
        int[] batchOf = new int[order.length];
        int[] rowOf = new int[order.length];
        int at = 0;
        for (int batch = 0; batch < batches.length; batch++) {
            for (int i = 0; i < batches[batch].size(); i++) {
                batchOf[at] = batch;
                rowOf[at++] = batches[batch].row(i);
            }
        }
        for (int place : order) {
            visitor.row(batches[batchOf[place]], rowOf[place]);
        }
    }

    /** The time before which all rows have been handed out; the greatest at the end of the input. */
    public long passedMs() {
        return watermarkMs == Long.MAX_VALUE ? watermarkMs : PendingRows.start(watermarkMs);
    }

    public long size() {
        return pending.size();
    }

    public long sizeBytes() {
        return pending.sizeBytes();
    }

    /** Sections that begin with the watermark and have the rows that wait. */
    public KeyGroupSections sections(KeyEncoder keys) {
        KeyGroupSections sections = new KeyGroupSections(out -> out.putLong(watermarkMs));
        pending.write(keys, ENTRY, sections);
        return sections;
    }

    /**
     * Reads what {@link #sections} has begun.
     *
     * @param rowSchema of the rows
     * @param version the only one that can be read
     */
    public void restore(SnapshotReader from, String what, int version, Schema rowSchema, Entry others) {
        from.forEach((keyGroup, sectionVersion, bytes, start, end) -> {
            if (sectionVersion != version) {
                throw new IllegalStateException("the state of " + what + " of version " + sectionVersion
                        + " cannot be read (this is version " + version + ")");
            }
            StateInput in = new StateInput(bytes, start, end);
            long sectionWatermarkMs = in.getLong();
            watermarkMs = restored ? Math.min(watermarkMs, sectionWatermarkMs) : sectionWatermarkMs;
            restored = true;
            PendingRows.Reading rows = pending.reading(rowSchema);
            while (in.hasMore()) {
                long kind = in.getUnsigned();
                if (kind == ENTRY) {
                    rows.row(in);
                } else {
                    others.read(kind, in);
                }
            }
            rows.end();
        });
    }
}
