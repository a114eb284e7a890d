package dev.freshet.core.expr.kernel;

import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.LongColumn;
import dev.freshet.core.expr.Function;
import dev.freshet.core.expr.time.CivilTime;
import dev.freshet.core.expr.time.TimeUnit;
import dev.freshet.core.schema.Type;

/** Functions of moments; one whose result does not fit is an error of the row. */
final class TimeKernel {
    private TimeKernel() {}

    /** EXTRACT, FLOOR TO and CEIL TO: the unit is known. */
    record Unit(Function function, TimeUnit unit, int argument, String text) implements Kernel {
        @Override
        public Column run(Frame frame, Column[] arguments, int[] rows, int count, Scratch out) {
            long[] moments = ((LongColumn) arguments[argument]).values();
            long[] result = out.longs(frame.capacity());
            out.nullsOf(frame.capacity(), arguments[argument]);
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                try {
                    result[row] = switch (function) {
                        case EXTRACT -> CivilTime.extract(unit, moments[row]);
                        case FLOOR_TO -> CivilTime.floor(unit, moments[row]);
                        default -> CivilTime.ceil(unit, moments[row]);
                    };
                } catch (ArithmeticException e) {
                    overflow(frame, row, text, moments[row], out);
                }
            }
            return new LongColumn(function == Function.EXTRACT ? Type.BIGINT : Type.TIMESTAMP, result, out.nulls());
        }
    }

    /** TIME_BUCKET. */
    record Bucket(String text) implements Kernel {
        @Override
        public Column run(Frame frame, Column[] arguments, int[] rows, int count, Scratch out) {
            long[] widths = ((LongColumn) arguments[0]).values();
            long[] moments = ((LongColumn) arguments[1]).values();
            long[] result = out.longs(frame.capacity());
            out.nullsOf(frame.capacity(), arguments);
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                if (out.isNull(row)) {
                    continue;
                }
                if (widths[row] <= 0) {
                    out.setNull(row);
                    frame.fail(row, "an interval must be above 0 in " + text + " (" + widths[row] + " ms)");
                    continue;
                }
                try {
                    result[row] = CivilTime.bucket(widths[row], moments[row]);
                } catch (ArithmeticException e) {
                    overflow(frame, row, text, moments[row], out);
                }
            }
            return new LongColumn(Type.TIMESTAMP, result, out.nulls());
        }
    }

    /** ADD_MONTHS. */
    record AddMonths(String text) implements Kernel {
        @Override
        public Column run(Frame frame, Column[] arguments, int[] rows, int count, Scratch out) {
            long[] moments = ((LongColumn) arguments[0]).values();
            long[] months = ((LongColumn) arguments[1]).values();
            long[] result = out.longs(frame.capacity());
            out.nullsOf(frame.capacity(), arguments);
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                if (!out.isNull(row)) {
                    try {
                        result[row] = CivilTime.addMonths(moments[row], months[row]);
                    } catch (ArithmeticException e) {
                        overflow(frame, row, text, moments[row], out);
                    }
                }
            }
            return new LongColumn(Type.TIMESTAMP, result, out.nulls());
        }
    }

    private static void overflow(Frame frame, int row, String text, long moment, Scratch out) {
        if (!out.isNull(row)) {
            out.setNull(row);
            frame.fail(row, "TIMESTAMP overflow in " + text + " (of " + moment + " ms)");
        }
    }
}
