package dev.freshet.core.expr.kernel;

import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.DoubleColumn;
import dev.freshet.core.expr.Function;

/** {@code + - * / %} and POWER of DOUBLEs; a result that is not finite is an error of the row. */
final class DoubleArithmetic implements Kernel {
    private final Function function;
    private final String text;

    /**
     * @param text the expression, for messages
     */
    DoubleArithmetic(Function function, String text) {
        this.function = function;
        this.text = text;
    }

    @Override
    public Column run(Frame frame, Column[] arguments, int[] rows, int count, Scratch out) {
        double[] a = ((DoubleColumn) arguments[0]).values();
        double[] b = ((DoubleColumn) arguments[1]).values();
        double[] result = out.doubles(frame.capacity());
        out.nullsOf(frame.capacity(), arguments);
        compute(a, b, rows, count, result);
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            if (!Double.isFinite(result[row]) && !out.isNull(row)) {
                out.setNull(row);
                frame.fail(row, message(a[row], b[row]));
            }
        }
        return new DoubleColumn(result, out.nulls());
    }

    private void compute(double[] a, double[] b, int[] rows, int count, double[] result) {
        switch (function) {
            case ADD -> {
                for (int i = 0; i < count; i++) {
                    int row = rows[i];
                    result[row] = a[row] + b[row];
                }
            }
            case SUBTRACT -> {
                for (int i = 0; i < count; i++) {
                    int row = rows[i];
                    result[row] = a[row] - b[row];
                }
            }
            case MULTIPLY -> {
                for (int i = 0; i < count; i++) {
                    int row = rows[i];
                    result[row] = a[row] * b[row];
                }
            }
            case DIVIDE -> {
                for (int i = 0; i < count; i++) {
                    int row = rows[i];
                    result[row] = a[row] / b[row];
                }
            }
            case MOD -> {
                for (int i = 0; i < count; i++) {
                    int row = rows[i];
                    result[row] = a[row] % b[row];
                }
            }
            case POWER -> {
                for (int i = 0; i < count; i++) {
                    int row = rows[i];
                    result[row] = Math.pow(a[row], b[row]);
                }
            }
            default -> throw new IllegalStateException(function + " is not arithmetic");
        }
    }

    private String message(double x, double y) {
        boolean byZero = (function == Function.DIVIDE || function == Function.MOD) && y == 0;
        return (byZero ? "division by zero in " : "no finite DOUBLE for ") + text + " (of " + x + " and " + y + ")";
    }
}
