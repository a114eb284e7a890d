package dev.freshet.core.expr.kernel;

import dev.freshet.core.batch.BooleanColumn;
import dev.freshet.core.batch.BytesColumn;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.DoubleColumn;
import dev.freshet.core.batch.LongColumn;
import dev.freshet.core.expr.number.NumberText;
import dev.freshet.core.expr.time.TimestampText;
import dev.freshet.core.schema.Type;
import dev.freshet.core.text.LongText;

/** CAST and TRY_CAST: what cannot be converted is an error of the row, or NULL. */
final class Cast implements Kernel {
    private static final double TWO_TO_63 = 0x1p63;
    private static final int SHOWN_CHARACTERS = 100;

    private final Type type;
    private final boolean tries;
    private final NumberText number = new NumberText();

    Cast(Type type, boolean tries) {
        this.type = type;
        this.tries = tries;
    }

    @Override
    public Column run(Frame frame, Column[] arguments, int[] rows, int count, Scratch out) {
        Column from = arguments[0];
        out.nullsOf(frame.capacity(), from);
        return switch (type) {
            case BIGINT, TIMESTAMP -> toLong(frame, from, rows, count, out);
            case DOUBLE -> toDouble(frame, from, rows, count, out);
            case BOOLEAN -> toBoolean(frame, from, rows, count, out);
            case VARCHAR -> toText(frame, from, rows, count, out);
            case VARBINARY -> throw new IllegalStateException("nothing is cast to VARBINARY");
        };
    }

    private Column toLong(Frame frame, Column from, int[] rows, int count, Scratch out) {
        long[] result = out.longs(frame.capacity());
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            if (out.isNull(row)) {
                continue;
            }
            if (from instanceof LongColumn column) {
                result[row] = column.get(row);
            } else if (from instanceof BooleanColumn column) {
                result[row] = column.get(row) ? 1 : 0;
            } else if (from instanceof DoubleColumn column) {
                double rounded = Math.rint(column.get(row));
                if (rounded >= -TWO_TO_63 && rounded < TWO_TO_63) {
                    result[row] = (long) rounded;
                } else {
                    fail(frame, from, row, out);
                }
            } else if (from instanceof BytesColumn column && type == Type.TIMESTAMP) {
                result[row] = TimestampText.parse(column.data(), column.start(row), column.end(row));
                if (result[row] == TimestampText.INVALID) {
                    fail(frame, from, row, out);
                }
            } else if (from instanceof BytesColumn column) {
                if (number.parseLong(column.data(), column.start(row), column.end(row))) {
                    result[row] = number.longValue();
                } else {
                    fail(frame, from, row, out);
                }
            }
        }
        return new LongColumn(type, result, out.nulls());
    }

    private Column toDouble(Frame frame, Column from, int[] rows, int count, Scratch out) {
        double[] result = out.doubles(frame.capacity());
        if (from instanceof LongColumn column) {
            long[] values = column.values();
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                result[row] = values[row];
            }
            return new DoubleColumn(result, out.nulls());
        }
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            if (out.isNull(row)) {
                continue;
            }
            if (from instanceof BooleanColumn column) {
                result[row] = column.get(row) ? 1 : 0;
            } else if (from instanceof BytesColumn column) {
                if (number.parseDouble(column.data(), column.start(row), column.end(row))) {
                    result[row] = number.doubleValue();
                } else {
                    fail(frame, from, row, out);
                }
            }
        }
        return new DoubleColumn(result, out.nulls());
    }

    private Column toBoolean(Frame frame, Column from, int[] rows, int count, Scratch out) {
        boolean[] result = out.booleans(frame.capacity());
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            if (out.isNull(row)) {
                continue;
            }
            if (from instanceof LongColumn column) {
                result[row] = column.get(row) != 0;
            } else if (from instanceof DoubleColumn column) {
                result[row] = column.get(row) != 0;
            } else if (from instanceof BytesColumn column) {
                int truth = NumberText.parseTruth(column.data(), column.start(row), column.end(row));
                result[row] = truth == 1;
                if (truth < 0) {
                    fail(frame, from, row, out);
                }
            }
        }
        return new BooleanColumn(result, out.nulls());
    }

    private Column toText(Frame frame, Column from, int[] rows, int count, Scratch out) {
        TextWriter writer = out.text(frame.capacity());
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            if (out.isNull(row)) {
                continue;
            }
            writer.open(row);
            if (from instanceof LongColumn column && from.type() == Type.TIMESTAMP) {
                writer.appendAscii(TimestampText.format(column.get(row)));
            } else if (from instanceof LongColumn column) {
                byte[] data = writer.reserve(LongText.MOST_BYTES);
                writer.advance(LongText.write(column.get(row), data, writer.position()));
            } else if (from instanceof DoubleColumn column) {
                writer.appendAscii(Double.toString(column.get(row)));
            } else if (from instanceof BooleanColumn column) {
                writer.appendAscii(column.get(row) ? "true" : "false");
            }
        }
        return writer.column(Type.VARCHAR, out.nulls());
    }

    private void fail(Frame frame, Column from, int row, Scratch out) {
        out.setNull(row);
        if (!tries) {
            String value = from instanceof BytesColumn text
                    ? "'" + shortened(text.text(row)) + "'"
                    : String.valueOf(((DoubleColumn) from).get(row));
            frame.fail(row, "cannot cast " + value + " to " + type);
        }
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN_CHARACTERS ? text : text.substring(0, SHOWN_CHARACTERS) + "…";
    }
}
