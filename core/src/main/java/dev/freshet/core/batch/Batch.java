package dev.freshet.core.batch;

import dev.freshet.core.schema.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Rows in columns: what flows between operators. Immutable once emitted, so that tasks of one worker can share it.
 *
 * <p>Every row has an event time. The rows that count are those of the selection vector, in its order; a filter makes a
 * batch that shares the columns and has a shorter selection. Loops run over positions:
 *
 * <pre>{@code
 * for (int i = 0; i < batch.size(); i++) {
 *     int row = batch.row(i);
 *     ... column.get(row) ...
 * }
 * }</pre>
 *
 * <p>Two hidden columns may be there until the first aggregation: each row's offset in its source, and the watermark of
 * its source partition at the moment of its arrival (what was known before the row itself), by which a row is judged late
 * regardless of how records were cut into batches.
 */
public final class Batch {
    private final Schema schema;
    private final Column[] columns;
    private final int physicalRows;
    private final long[] eventTimes;
    private final Origin origin;
    private final long @Nullable [] offsets;
    private final long @Nullable [] arrivalWatermarks;
    private final int @Nullable [] selection;
    private final int size;

    /**
     * @param columns one for each field of the schema, of the field's type
     * @param physicalRows how many rows the columns hold
     * @param eventTimes epoch milliseconds, UTC, one a row
     * @param offsets each row's offset in its source, or null where rows stand for many records
     * @param arrivalWatermarks each row's source partition's watermark when it arrived (epoch ms), or null
     */
    public Batch(
            Schema schema,
            Column[] columns,
            int physicalRows,
            long[] eventTimes,
            Origin origin,
            long @Nullable [] offsets,
            long @Nullable [] arrivalWatermarks) {
        this(schema, columns, physicalRows, eventTimes, origin, offsets, arrivalWatermarks, null, physicalRows);
    }

    private Batch(
            Schema schema,
            Column[] columns,
            int physicalRows,
            long[] eventTimes,
            Origin origin,
            long @Nullable [] offsets,
            long @Nullable [] arrivalWatermarks,
            int @Nullable [] selection,
            int size) {
        if (columns.length != schema.size()) {
            throw new IllegalArgumentException(
                    "a batch needs a column a field (columns " + columns.length + ", fields " + schema.size() + ")");
        }
        this.schema = schema;
        this.columns = columns;
        this.physicalRows = physicalRows;
        this.eventTimes = eventTimes;
        this.origin = origin;
        this.offsets = offsets;
        this.arrivalWatermarks = arrivalWatermarks;
        this.selection = selection;
        this.size = size;
    }

    public Schema schema() {
        return schema;
    }

    /** How many rows are selected. */
    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** How many rows the columns hold, selected or not. */
    public int physicalRows() {
        return physicalRows;
    }

    /** The physical row at a position of the selection. */
    public int row(int position) {
        return selection == null ? position : selection[position];
    }

    /** The selected rows, ascending, {@link #size()} of them; or null where all are. Read only. */
    public int @Nullable [] selection() {
        return selection;
    }

    public Column column(int index) {
        return columns[index];
    }

    public LongColumn longs(int index) {
        return (LongColumn) columns[index];
    }

    public DoubleColumn doubles(int index) {
        return (DoubleColumn) columns[index];
    }

    public BooleanColumn booleans(int index) {
        return (BooleanColumn) columns[index];
    }

    public BytesColumn bytes(int index) {
        return (BytesColumn) columns[index];
    }

    /** The row's event time in epoch milliseconds, UTC. */
    public long eventTime(int row) {
        return eventTimes[row];
    }

    /** All rows' event times. Read only. */
    public long[] eventTimes() {
        return eventTimes;
    }

    public Origin origin() {
        return origin;
    }

    /** The row's offset in its source, or -1 where it stands for many records. */
    public long offset(int row) {
        return offsets == null ? -1 : offsets[row];
    }

    /** The rows' offsets, or null. Read only. */
    public long @Nullable [] offsets() {
        return offsets;
    }

    /** The rows' source partition's watermark when they arrived, or null. Read only. */
    public long @Nullable [] arrivalWatermarks() {
        return arrivalWatermarks;
    }

    /** The same columns with these rows selected: the first {@code count} of {@code rows}, ascending. */
    public Batch select(int[] rows, int count) {
        return new Batch(schema, columns, physicalRows, eventTimes, origin, offsets, arrivalWatermarks, rows, count);
    }

    /** The same rows with other columns. */
    public Batch withColumns(Schema newSchema, Column[] newColumns) {
        return new Batch(
                newSchema, newColumns, physicalRows, eventTimes, origin, offsets, arrivalWatermarks, selection, size);
    }

    @Override
    public String toString() {
        return "Batch" + schema + " of " + size + " rows from " + origin;
    }
}
