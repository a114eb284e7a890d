package dev.freshet.core.decode.scan;

import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.decode.time.TimestampReader;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Type;
import org.jspecify.annotations.Nullable;

/** Converts cells to their fields' types. Keeps scratch space: one instance a thread. */
public final class CellWriter {
    private static final byte[] ZERO = {'0'};

    private final Field[] fields;
    private final @Nullable TimestampReader[] times;
    private final RecordScanner scanner;
    private final Fault fault;
    private final DecimalReader decimals = new DecimalReader();
    private byte[] scratch = new byte[256];
    private byte[] bytes = scratch;
    private int from;
    private int to;

    /**
     * @param fields the field of each slot
     * @param times for each slot of a TIMESTAMP its reader
     * @param scanner whose escapes the cells have
     * @param fault takes the reason where a value cannot be used
     */
    public CellWriter(Field[] fields, @Nullable TimestampReader[] times, RecordScanner scanner, Fault fault) {
        this.fields = fields;
        this.times = times;
        this.scanner = scanner;
        this.fault = fault;
    }

    /**
     * Puts the current record's cell into the open row.
     *
     * @return false if the value is not of the field's type, or missing where one must be; the fault then says so
     */
    public boolean put(Cells cells, int slot, byte[] data, BatchBuilder builder, int column) {
        byte kind = cells.kind(slot);
        Field field = fields[slot];
        if (kind <= Cells.NULL) {
            return field.nullable() || missing(field);
        }
        take(kind, data, cells.start(slot), cells.end(slot));
        boolean right = switch (field.type()) {
            case VARCHAR -> putText(kind, builder, column);
            case BIGINT -> putLong(kind, builder, column);
            case TIMESTAMP -> putTimestamp(kind, slot, builder, column);
            case DOUBLE -> putDouble(kind, builder, column);
            case BOOLEAN -> putBoolean(kind, builder, column);
            case VARBINARY -> false;
        };
        return right || wrong(field, data, cells.start(slot), cells.end(slot));
    }

    /**
     * The event time: epoch milliseconds, or {@link TimestampReader#UNREADABLE} if it is missing or cannot be read; the fault
     * then says so.
     */
    public long eventTime(Cells cells, int slot, byte[] data) {
        byte kind = cells.kind(slot);
        Field field = fields[slot];
        if (kind <= Cells.NULL) {
            fault.set(Reason.MISSING_TIME, field.name() + " has no value");
            return TimestampReader.UNREADABLE;
        }
        take(kind, data, cells.start(slot), cells.end(slot));
        long time = readTimestamp(kind, slot);
        if (time == TimestampReader.UNREADABLE) {
            String excerpt = Excerpt.of(data, cells.start(slot), cells.end(slot));
            fault.set(Reason.BAD_TIME, field.name() + " is " + excerpt + ", which is no time of its format");
        }
        return time;
    }

    private void take(byte kind, byte[] data, int start, int end) {
        if (kind == Cells.STRING_ESCAPED || kind == Cells.TEXT_ESCAPED) {
            if (scratch.length < end - start) {
                scratch = new byte[end - start];
            }
            bytes = scratch;
            from = 0;
            to = scanner.unescape(data, start, end, scratch);
        } else if (kind == Cells.ZERO) {
            bytes = ZERO;
            from = 0;
            to = ZERO.length;
        } else {
            bytes = data;
            from = start;
            to = end;
        }
    }

    private boolean putText(byte kind, BatchBuilder builder, int column) {
        if (!isString(kind) && !isText(kind)) {
            return false;
        }
        builder.putBytes(column, bytes, from, to);
        return true;
    }

    private boolean putLong(byte kind, BatchBuilder builder, int column) {
        boolean read = kind == Cells.FRACTION
                ? decimals.readIntegral(bytes, from, to)
                : (kind == Cells.INTEGER || isText(kind)) && decimals.readLong(bytes, from, to);
        if (read) {
            builder.putLong(column, decimals.longValue());
        }
        return read;
    }

    private boolean putDouble(byte kind, BatchBuilder builder, int column) {
        boolean number = kind == Cells.INTEGER || kind == Cells.FRACTION || isText(kind);
        if (!number || !decimals.readDouble(bytes, from, to)) {
            return false;
        }
        builder.putDouble(column, decimals.doubleValue());
        return true;
    }

    private boolean putBoolean(byte kind, BatchBuilder builder, int column) {
        boolean isTrue = kind == Cells.TRUE || (isText(kind) && isWord("true"));
        if (!isTrue && kind != Cells.FALSE && !(isText(kind) && isWord("false"))) {
            return false;
        }
        builder.putBoolean(column, isTrue);
        return true;
    }

    private boolean putTimestamp(byte kind, int slot, BatchBuilder builder, int column) {
        long time = readTimestamp(kind, slot);
        if (time == TimestampReader.UNREADABLE) {
            return false;
        }
        builder.putLong(column, time);
        return true;
    }

    private long readTimestamp(byte kind, int slot) {
        TimestampReader reader = times[slot];
        if (reader == null) {
            return TimestampReader.UNREADABLE;
        }
        boolean number = kind == Cells.INTEGER || kind == Cells.FRACTION;
        boolean readable = isString(kind) || isText(kind) || (number && reader.isNumeric());
        return readable ? reader.read(bytes, from, to) : TimestampReader.UNREADABLE;
    }

    private boolean isWord(String lowerCase) {
        if (to - from != lowerCase.length()) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if ((bytes[i] | 0x20) != lowerCase.charAt(i - from)) {
                return false;
            }
        }
        return true;
    }

    private boolean missing(Field field) {
        fault.set(Reason.MISSING_FIELD, field.name() + " has no value");
        return false;
    }

    private boolean wrong(Field field, byte[] data, int start, int end) {
        Type type = field.type();
        fault.set(Reason.WRONG_TYPE, field.name() + " is " + Excerpt.of(data, start, end) + ", which is no " + type);
        return false;
    }

    private static boolean isString(byte kind) {
        return kind == Cells.STRING || kind == Cells.STRING_ESCAPED;
    }

    private static boolean isText(byte kind) {
        return kind == Cells.TEXT || kind == Cells.TEXT_ESCAPED || kind == Cells.ZERO;
    }
}
