package dev.freshet.core.batch;

import dev.freshet.core.schema.Type;
import org.jspecify.annotations.Nullable;

/** DOUBLE values. */
public final class DoubleColumn extends Column {
    private final double[] values;

    public DoubleColumn(double[] values, long @Nullable [] nulls) {
        super(Type.DOUBLE, nulls);
        this.values = values;
    }

    /** The value of a row that has one; unspecified for others. */
    public double get(int row) {
        return values[row];
    }

    /** The array behind it. Read only. */
    public double[] values() {
        return values;
    }

    @Override
    Object boxed(int row) {
        return values[row];
    }
}
