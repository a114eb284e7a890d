package dev.freshet.core.expr.kernel;

import dev.freshet.core.batch.BooleanColumn;
import dev.freshet.core.batch.BytesColumn;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.DoubleColumn;
import dev.freshet.core.batch.LongColumn;

/** NULLIF: the first column with more nulls. */
final class NullIf implements Kernel {
    private final Comparison equality = new Comparison(Comparison.Relation.EQ);
    private final Scratch compared = new Scratch();
    private final Choice copy;

    /**
     * @param copy where the copies of the values are made; they may leave
     */
    NullIf(Choice copy) {
        this.copy = copy;
        copy.leaves();
    }

    @Override
    public Column run(Frame frame, Column[] arguments, int[] rows, int count, Scratch out) {
        Column first = arguments[0];
        BooleanColumn equal = (BooleanColumn) equality.run(frame, arguments, rows, count, compared);
        boolean[] values = equal.values();
        int[] chosen = out.rows(frame.capacity());
        for (int i = 0; i < count; i++) {
            chosen[rows[i]] = 0;
        }
        Column value = copy.gather(frame.capacity(), new Column[] {first}, chosen, rows, count);
        out.nullsOf(frame.capacity(), first);
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            if (values[row] && !equal.isNull(row)) {
                out.setNull(row);
            }
        }
        if (value instanceof LongColumn longs) {
            return new LongColumn(longs.type(), longs.values(), out.nulls());
        }
        if (value instanceof DoubleColumn doubles) {
            return new DoubleColumn(doubles.values(), out.nulls());
        }
        if (value instanceof BooleanColumn booleans) {
            return new BooleanColumn(booleans.values(), out.nulls());
        }
        BytesColumn bytes = (BytesColumn) value;
        return new BytesColumn(bytes.type(), bytes.data(), bytes.offsets(), bytes.codes(), out.nulls());
    }
}
