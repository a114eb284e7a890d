package dev.freshet.core.batch;

import dev.freshet.core.schema.Type;
import org.jspecify.annotations.Nullable;

/** BIGINT or TIMESTAMP (epoch milliseconds, UTC) values. */
public final class LongColumn extends Column {
    private final long[] values;

    public LongColumn(Type type, long[] values, long @Nullable [] nulls) {
        super(type, nulls);
        if (!type.isLong()) {
            throw new IllegalArgumentException(type + " is not held as long");
        }
        this.values = values;
    }

    /** The value of a row that has one; unspecified for others. */
    public long get(int row) {
        return values[row];
    }

    /** The array behind it. Read only. */
    public long[] values() {
        return values;
    }

    @Override
    Object boxed(int row) {
        return values[row];
    }
}
