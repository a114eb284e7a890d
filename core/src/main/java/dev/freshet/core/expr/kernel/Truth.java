package dev.freshet.core.expr.kernel;

import dev.freshet.core.batch.BooleanColumn;
import dev.freshet.core.batch.Column;

/** Tests with one argument: NOT, IS NULL, IS TRUE and their like. */
final class Truth {
    private Truth() {}

    /** NOT. */
    static final class Not implements Kernel {
        @Override
        public Column run(Frame frame, Column[] arguments, int[] rows, int count, Scratch out) {
            boolean[] values = ((BooleanColumn) arguments[0]).values();
            boolean[] result = out.booleans(frame.capacity());
            out.nullsOf(frame.capacity(), arguments[0]);
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                result[row] = !values[row];
            }
            return new BooleanColumn(result, out.nulls());
        }
    }

    /** IS NULL and IS NOT NULL. */
    record IsNull(boolean wanted) implements Kernel {
        @Override
        public Column run(Frame frame, Column[] arguments, int[] rows, int count, Scratch out) {
            Column argument = arguments[0];
            boolean[] result = out.booleans(frame.capacity());
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                result[row] = argument.isNull(row) == wanted;
            }
            return new BooleanColumn(result, null);
        }
    }

    /** IS [NOT] TRUE and IS [NOT] FALSE: whether it is that value, or with {@code not} whether it is another or NULL. */
    record Is(boolean value, boolean not) implements Kernel {
        @Override
        public Column run(Frame frame, Column[] arguments, int[] rows, int count, Scratch out) {
            BooleanColumn argument = (BooleanColumn) arguments[0];
            boolean[] values = argument.values();
            boolean[] result = out.booleans(frame.capacity());
            for (int i = 0; i < count; i++) {
                int row = rows[i];
                result[row] = (values[row] == value && !argument.isNull(row)) != not;
            }
            return new BooleanColumn(result, null);
        }
    }
}
