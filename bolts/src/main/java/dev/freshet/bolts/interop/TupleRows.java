package dev.freshet.bolts.interop;

import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Date;
import org.apache.storm.tuple.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Puts the fields of plain tuples into the columns of the same names. BIGINT takes whole numbers, TIMESTAMP epoch ms,
 * {@link Instant} and {@link Date}, DOUBLE any number, VARCHAR any {@link CharSequence} or enum, BOOLEAN and VARBINARY
 * Boolean and {@code byte[]}. Nothing is converted otherwise: a text is not a number.
 */
final class TupleRows {
    private final Schema schema;
    private final int timeColumn;
    private long timeMs;
    private String problem = "";

    TupleRows(Schema schema, String timeColumn) {
        this.schema = schema;
        this.timeColumn = schema.requireIndex(timeColumn);
    }

    /**
     * Puts a tuple's values into the open row, which the caller has to keep or to abandon.
     *
     * @return why the tuple is no row, {@link #problem} tells more; null if it is one, of {@link #timeMs}
     */
    @Nullable
    Reason put(Tuple tuple, BatchBuilder into) {
        for (int column = 0; column < schema.size(); column++) {
            Field field = schema.field(column);
            Object value = tuple.contains(field.name()) ? tuple.getValueByField(field.name()) : null;
            Reason reason = value == null ? absent(column, field) : put(column, field, value, into);
            if (reason != null) {
                return reason;
            }
        }
        return null;
    }

    /** The event time of the row that was put last, epoch ms. */
    long timeMs() {
        return timeMs;
    }

    /** What is wrong with the tuple that was put last, for people. */
    String problem() {
        return problem;
    }

    private @Nullable Reason absent(int column, Field field) {
        problem = "field '" + field.name() + "' has no value";
        if (column == timeColumn) {
            return Reason.MISSING_TIME;
        }
        return field.nullable() ? null : Reason.MISSING_FIELD;
    }

    private @Nullable Reason put(int column, Field field, Object value, BatchBuilder into) {
        boolean taken = switch (field.type()) {
            case BIGINT -> isWhole(value) && putLong(column, ((Number) value).longValue(), into);
            case TIMESTAMP -> putTime(column, value, into);
            case DOUBLE -> value instanceof Number number && putDouble(column, number.doubleValue(), into);
            case BOOLEAN -> value instanceof Boolean truth && putBoolean(column, truth, into);
            case VARCHAR -> (value instanceof CharSequence || value instanceof Enum<?>) && putText(column, value, into);
            case VARBINARY -> value instanceof byte[] bytes && putBytes(column, bytes, into);
        };
        if (taken) {
            return null;
        }
        problem = "field '" + field.name() + "' must be " + field.type() + " (is a "
                + value.getClass().getName() + ")";
        return column == timeColumn ? Reason.BAD_TIME : Reason.WRONG_TYPE;
    }

    private static boolean isWhole(Object value) {
        return value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte
                || (value instanceof BigInteger big && big.bitLength() < Long.SIZE);
    }

    private boolean putTime(int column, Object value, BatchBuilder into) {
        if (value instanceof Instant instant) {
            try {
                return putLong(column, instant.toEpochMilli(), into);
            } catch (ArithmeticException e) {
                return false;
            }
        }
        if (value instanceof Date date) {
            return putLong(column, date.getTime(), into);
        }
        return isWhole(value) && putLong(column, ((Number) value).longValue(), into);
    }

    private boolean putLong(int column, long value, BatchBuilder into) {
        if (column == timeColumn) {
            timeMs = value;
        }
        into.putLong(column, value);
        return true;
    }

    private static boolean putDouble(int column, double value, BatchBuilder into) {
        into.putDouble(column, value);
        return true;
    }

    private static boolean putBoolean(int column, boolean value, BatchBuilder into) {
        into.putBoolean(column, value);
        return true;
    }

    private static boolean putText(int column, Object value, BatchBuilder into) {
        into.putText(column, value.toString());
        return true;
    }

    private static boolean putBytes(int column, byte[] value, BatchBuilder into) {
        into.putBytes(column, value, 0, value.length);
        return true;
    }
}
