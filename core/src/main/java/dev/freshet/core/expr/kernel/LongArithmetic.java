package dev.freshet.core.expr.kernel;

import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.LongColumn;
import dev.freshet.core.expr.Function;
import dev.freshet.core.schema.Type;

/** {@code + - * / %} of BIGINTs, exact or an error of the row; moments too, with milliseconds. */
final class LongArithmetic implements Kernel {
    private final Function function;
    private final Type type;
    private final String text;

    /**
     * @param type the result's
     * @param text the expression, for messages
     */
    LongArithmetic(Function function, Type type, String text) {
        this.function = function;
        this.type = type;
        this.text = text;
    }

    @Override
    public Column run(Frame frame, Column[] arguments, int[] rows, int count, Scratch out) {
        long[] a = ((LongColumn) arguments[0]).values();
        long[] b = ((LongColumn) arguments[1]).values();
        long[] result = out.longs(frame.capacity());
        out.nullsOf(frame.capacity(), arguments);
        switch (function) {
            case ADD -> add(frame, a, b, rows, count, result, out);
            case SUBTRACT -> subtract(frame, a, b, rows, count, result, out);
            case MULTIPLY -> multiply(frame, a, b, rows, count, result, out);
            case DIVIDE -> divide(frame, a, b, rows, count, result, out);
            case MOD -> mod(frame, a, b, rows, count, result, out);
            default -> throw new IllegalStateException(function + " is not arithmetic");
        }
        return new LongColumn(type, result, out.nulls());
    }

    private void add(Frame frame, long[] a, long[] b, int[] rows, int count, long[] result, Scratch out) {
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            long x = a[row];
            long y = b[row];
            long sum = x + y;
            if (((x ^ sum) & (y ^ sum)) < 0) {
                overflow(frame, row, x, "+", y, out);
            }
            result[row] = sum;
        }
    }

    private void subtract(Frame frame, long[] a, long[] b, int[] rows, int count, long[] result, Scratch out) {
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            long x = a[row];
            long y = b[row];
            long difference = x - y;
            if (((x ^ y) & (x ^ difference)) < 0) {
                overflow(frame, row, x, "-", y, out);
            }
            result[row] = difference;
        }
    }

    private void multiply(Frame frame, long[] a, long[] b, int[] rows, int count, long[] result, Scratch out) {
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            long x = a[row];
            long y = b[row];
            long product = x * y;
            if (Math.multiplyHigh(x, y) != product >> 63) {
                overflow(frame, row, x, "*", y, out);
            }
            result[row] = product;
        }
    }

    private void divide(Frame frame, long[] a, long[] b, int[] rows, int count, long[] result, Scratch out) {
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            long x = a[row];
            long y = b[row];
            if (y == 0) {
                byZero(frame, row, x, "/", out);
            } else if (y == -1 && x == Long.MIN_VALUE) {
                overflow(frame, row, x, "/", y, out);
            } else {
                result[row] = x / y;
            }
        }
    }

    private void mod(Frame frame, long[] a, long[] b, int[] rows, int count, long[] result, Scratch out) {
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            long y = b[row];
            if (y == 0) {
                byZero(frame, row, a[row], "%", out);
            } else {
                result[row] = a[row] % y;
            }
        }
    }

    private void byZero(Frame frame, int row, long x, String operator, Scratch out) {
        if (!out.isNull(row)) {
            out.setNull(row);
            frame.fail(row, "division by zero in " + text + " (" + x + " " + operator + " 0)");
        }
    }

    private void overflow(Frame frame, int row, long x, String operator, long y, Scratch out) {
        if (!out.isNull(row)) {
            out.setNull(row);
            frame.fail(row, type + " overflow in " + text + " (" + x + " " + operator + " " + y + ")");
        }
    }
}
