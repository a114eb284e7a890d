package dev.freshet.core.expr.kernel;

import dev.freshet.core.batch.BooleanColumn;
import dev.freshet.core.batch.BytesColumn;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.DoubleColumn;
import dev.freshet.core.batch.LongColumn;
import java.util.Arrays;

/** Compares two columns of one type. Greater is less with the sides changed, which the compiler of expressions does. */
final class Comparison implements Kernel {
    /** What is asked. */
    enum Relation {
        EQ,
        NE,
        LT,
        LE
    }

    private final Relation relation;

    Comparison(Relation relation) {
        this.relation = relation;
    }

    @Override
    public boolean perEntry() {
        return true;
    }

    @Override
    public Column run(Frame frame, Column[] arguments, int[] rows, int count, Scratch out) {
        Column left = arguments[0];
        Column right = arguments[1];
        boolean[] result = out.booleans(frame.capacity());
        out.nullsOf(frame.capacity(), left, right);
        if (left instanceof LongColumn a) {
            longs(a.values(), ((LongColumn) right).values(), rows, count, result);
        } else if (left instanceof DoubleColumn a) {
            doubles(a.values(), ((DoubleColumn) right).values(), rows, count, result);
        } else if (left instanceof BooleanColumn a) {
            booleans(a.values(), ((BooleanColumn) right).values(), rows, count, result);
        } else if (relation == Relation.EQ || relation == Relation.NE) {
            sameBytes((BytesColumn) left, (BytesColumn) right, rows, count, result, out);
        } else {
            orderedBytes((BytesColumn) left, (BytesColumn) right, rows, count, result, out);
        }
        return new BooleanColumn(result, out.nulls());
    }

    private void longs(long[] a, long[] b, int[] rows, int count, boolean[] result) {
        switch (relation) {
            case EQ -> {
                for (int i = 0; i < count; i++) {
                    int row = rows[i];
                    result[row] = a[row] == b[row];
                }
            }
            case NE -> {
                for (int i = 0; i < count; i++) {
                    int row = rows[i];
                    result[row] = a[row] != b[row];
                }
            }
            case LT -> {
                for (int i = 0; i < count; i++) {
                    int row = rows[i];
                    result[row] = a[row] < b[row];
                }
            }
            case LE -> {
                for (int i = 0; i < count; i++) {
                    int row = rows[i];
                    result[row] = a[row] <= b[row];
                }
            }
        }
    }

    /** NaN is equal to itself and greater than all else, so that the order is total. */
    private void doubles(double[] a, double[] b, int[] rows, int count, boolean[] result) {
        switch (relation) {
            case EQ -> {
                for (int i = 0; i < count; i++) {
                    int row = rows[i];
                    result[row] = same(a[row], b[row]);
                }
            }
            case NE -> {
                for (int i = 0; i < count; i++) {
                    int row = rows[i];
                    result[row] = !same(a[row], b[row]);
                }
            }
            case LT -> {
                for (int i = 0; i < count; i++) {
                    int row = rows[i];
                    result[row] = a[row] < b[row] || (Double.isNaN(b[row]) && !Double.isNaN(a[row]));
                }
            }
            case LE -> {
                for (int i = 0; i < count; i++) {
                    int row = rows[i];
                    result[row] = a[row] <= b[row] || Double.isNaN(b[row]);
                }
            }
        }
    }

    static boolean same(double a, double b) {
        return a == b || (Double.isNaN(a) && Double.isNaN(b));
    }

    private void booleans(boolean[] a, boolean[] b, int[] rows, int count, boolean[] result) {
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            result[row] = switch (relation) {
                case EQ -> a[row] == b[row];
                case NE -> a[row] != b[row];
                case LT -> !a[row] & b[row];
                case LE -> !a[row] | b[row];
            };
        }
    }

    private void sameBytes(BytesColumn a, BytesColumn b, int[] rows, int count, boolean[] result, Scratch out) {
        boolean equal = relation == Relation.EQ;
        byte[] left = a.data();
        byte[] right = b.data();
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            if (!out.isNull(row)) {
                result[row] = equal == Arrays.equals(left, a.start(row), a.end(row), right, b.start(row), b.end(row));
            }
        }
    }

    /** The order of unsigned bytes of UTF-8 is that of code points. */
    private void orderedBytes(BytesColumn a, BytesColumn b, int[] rows, int count, boolean[] result, Scratch out) {
        int bound = relation == Relation.LE ? 1 : 0;
        byte[] left = a.data();
        byte[] right = b.data();
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            if (!out.isNull(row)) {
                int order = Arrays.compareUnsigned(left, a.start(row), a.end(row), right, b.start(row), b.end(row));
                result[row] = order < bound;
            }
        }
    }
}
