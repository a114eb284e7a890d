package dev.freshet.core.aggregate;

import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.BooleanColumn;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.DoubleColumn;
import dev.freshet.core.batch.LongColumn;
import dev.freshet.core.schema.Type;

/**
 * Values of all types but VARCHAR as longs that are equal exactly if the values are, and ordered as the values are: FALSE
 * before TRUE; -0.0 is 0.0, and NaN is one value, greater than all others.
 */
final class OrderedBits {
    private OrderedBits() {}

    static long of(double value) {
        long bits = Double.doubleToLongBits(value + 0.0);
        return bits ^ ((bits >> 63) & Long.MAX_VALUE);
    }

    static double toDouble(long ordered) {
        return Double.longBitsToDouble(ordered ^ ((ordered >> 63) & Long.MAX_VALUE));
    }

    /** The value of a row that has one. */
    static long of(Column column, int row) {
        if (column instanceof LongColumn values) {
            return values.get(row);
        }
        if (column instanceof DoubleColumn values) {
            return of(values.get(row));
        }
        return ((BooleanColumn) column).get(row) ? 1 : 0;
    }

    /** Puts the value into the open row. */
    static void put(long ordered, Type type, BatchBuilder out, int column) {
        switch (type) {
            case BOOLEAN -> out.putBoolean(column, ordered != 0);
            case DOUBLE -> out.putDouble(column, toDouble(ordered));
            default -> out.putLong(column, ordered);
        }
    }
}
