package dev.freshet.core.batch;

import dev.freshet.core.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * The values of one field for the rows of a batch: a primitive array and, where a value may be missing, null bits.
 * Arrays may be longer than the batch has rows. A column that was emitted is never changed again; the arrays are handed
 * out for reading.
 */
public abstract sealed class Column permits BooleanColumn, LongColumn, DoubleColumn, BytesColumn {
    private final Type type;
    private final long @Nullable [] nulls;

    /**
     * @param nulls bit {@code row} set means that the row has no value; null where every row has one
     */
    Column(Type type, long @Nullable [] nulls) {
        this.type = type;
        this.nulls = nulls;
    }

    public final Type type() {
        return type;
    }

    /** Whether the row has no value. */
    public final boolean isNull(int row) {
        return nulls != null && Bits.get(nulls, row);
    }

    /** Whether some row may have no value. */
    public final boolean mayHaveNulls() {
        return nulls != null;
    }

    /** The null bits, or null where every row has a value. Read only. */
    public final long @Nullable [] nulls() {
        return nulls;
    }

    /** The row's value as the natural Java object (Boolean, Long, Double, String, byte[]), for cold paths and tests. */
    public final @Nullable Object value(int row) {
        return isNull(row) ? null : boxed(row);
    }

    abstract Object boxed(int row);
}
