package dev.freshet.core.expr.kernel;

import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.DoubleColumn;
import dev.freshet.core.batch.LongColumn;
import dev.freshet.core.expr.Function;
import dev.freshet.core.expr.number.Rounding;
import dev.freshet.core.schema.Type;
import org.jspecify.annotations.Nullable;

/** Functions of one number, and ROUND; a result that does not exist or is not finite is an error of the row. */
final class MathKernel {
    private MathKernel() {}

    /** Of BIGINT. */
    record OfLong(Function function, String text) implements Kernel {
        @Override
        public Column run(Frame frame, Column[] arguments, int[] rows, int count, Scratch out) {
            LongColumn column = (LongColumn) arguments[0];
            if (function == Function.FLOOR || function == Function.CEIL) {
                return column;
            }
            long[] values = column.values();
            long[] result = out.longs(frame.capacity());
            out.nullsOf(frame.capacity(), column);
            boolean negates = function == Function.NEGATE;
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                long value = values[row];
                result[row] = negates || value < 0 ? -value : value;
                if (value == Long.MIN_VALUE && !out.isNull(row)) {
                    out.setNull(row);
                    frame.fail(row, "BIGINT overflow in " + text + " (of " + value + ")");
                }
            }
            return new LongColumn(column.type(), result, out.nulls());
        }
    }

    /** Of DOUBLE. */
    record OfDouble(Function function, String text) implements Kernel {
        @Override
        public Column run(Frame frame, Column[] arguments, int[] rows, int count, Scratch out) {
            double[] values = ((DoubleColumn) arguments[0]).values();
            double[] result = out.doubles(frame.capacity());
            out.nullsOf(frame.capacity(), arguments[0]);
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                double x = values[row];
                result[row] = switch (function) {
                    case NEGATE -> -x;
                    case ABS -> Math.abs(x);
                    case FLOOR -> Math.floor(x);
                    case CEIL -> Math.ceil(x);
                    case LN -> Math.log(x);
                    case LOG10 -> Math.log10(x);
                    case EXP -> Math.exp(x);
                    default -> Math.sqrt(x);
                };
                if (!Double.isFinite(result[row]) && !out.isNull(row)) {
                    out.setNull(row);
                    frame.fail(row, "no finite DOUBLE for " + text + " (of " + x + ")");
                }
            }
            return new DoubleColumn(result, out.nulls());
        }
    }

    /** ROUND, to a number of decimals where there is a second argument. */
    record Round(String text) implements Kernel {
        @Override
        public Column run(Frame frame, Column[] arguments, int[] rows, int count, Scratch out) {
            out.nullsOf(frame.capacity(), arguments);
            long[] digits = arguments.length > 1 ? ((LongColumn) arguments[1]).values() : null;
            return arguments[0] instanceof DoubleColumn column
                    ? doubles(frame, column.values(), digits, rows, count, out)
                    : longs(frame, ((LongColumn) arguments[0]).values(), digits, rows, count, out);
        }

        private Column doubles(
                Frame frame, double[] values, long @Nullable [] digits, int[] rows, int count, Scratch out) {
            double[] result = out.doubles(frame.capacity());
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                if (!out.isNull(row)) {
                    result[row] = digits == null
                            ? Rounding.halfAway(values[row])
                            : Rounding.halfAway(values[row], digits[row]);
                    if (!Double.isFinite(result[row])) {
                        out.setNull(row);
                        frame.fail(row, "no finite DOUBLE for " + text + " (of " + values[row] + ")");
                    }
                }
            }
            return new DoubleColumn(result, out.nulls());
        }

        private Column longs(Frame frame, long[] values, long @Nullable [] digits, int[] rows, int count, Scratch out) {
            long[] result = out.longs(frame.capacity());
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                if (!out.isNull(row)) {
                    try {
                        result[row] = digits == null ? values[row] : Rounding.halfAway(values[row], digits[row]);
                    } catch (ArithmeticException e) {
                        out.setNull(row);
                        frame.fail(row, "BIGINT overflow in " + text + " (of " + values[row] + ")");
                    }
                }
            }
            return new LongColumn(Type.BIGINT, result, out.nulls());
        }
    }
}
