package dev.freshet.core.expr.kernel;

import dev.freshet.core.batch.BooleanColumn;
import dev.freshet.core.batch.Column;

/** IS [NOT] DISTINCT FROM: comparison in which NULL is a value. */
final class Distinct implements Kernel {
    private final boolean distinct;
    private final Comparison equality = new Comparison(Comparison.Relation.EQ);

    Distinct(boolean distinct) {
        this.distinct = distinct;
    }

    @Override
    public Column run(Frame frame, Column[] arguments, int[] rows, int count, Scratch out) {
        boolean[] result = ((BooleanColumn) equality.run(frame, arguments, rows, count, out)).values();
        Column left = arguments[0];
        Column right = arguments[1];
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            boolean leftNull = left.isNull(row);
            boolean rightNull = right.isNull(row);
            boolean same = leftNull || rightNull ? leftNull == rightNull : result[row];
            result[row] = same != distinct;
        }
        return new BooleanColumn(result, null);
    }
}
