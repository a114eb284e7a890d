package dev.freshet.core.batch;

import dev.freshet.core.schema.Type;
import org.jspecify.annotations.Nullable;

/** BOOLEAN values. */
public final class BooleanColumn extends Column {
    private final boolean[] values;

    public BooleanColumn(boolean[] values, long @Nullable [] nulls) {
        super(Type.BOOLEAN, nulls);
        this.values = values;
    }

    /** The value of a row that has one; unspecified for others. */
    public boolean get(int row) {
        return values[row];
    }

    /** The array behind it. Read only. */
    public boolean[] values() {
        return values;
    }

    @Override
    Object boxed(int row) {
        return values[row];
    }
}
