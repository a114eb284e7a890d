package dev.freshet.core.expr.kernel;

import dev.freshet.core.batch.Bits;
import dev.freshet.core.batch.BooleanColumn;
import dev.freshet.core.batch.BytesColumn;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.DoubleColumn;
import dev.freshet.core.batch.LongColumn;
import java.util.Arrays;

/** {@code CASE WHEN condition THEN constant END}: the constant's column, with nulls where the condition is not true. */
final class PresenceNode implements Node {
    private final Node condition;
    private final ConstantNode constant;
    private boolean leaves;
    private long[] nulls = new long[0];

    PresenceNode(Node condition, ConstantNode constant) {
        this.condition = condition;
        this.constant = constant;
    }

    @Override
    public void leaves() {
        leaves = true;
    }

    @Override
    public Column evaluate(Frame frame, int[] rows, int count) {
        BooleanColumn test = (BooleanColumn) condition.evaluate(frame, rows, count);
        int words = Bits.words(frame.capacity());
        if (leaves || nulls.length < words) {
            nulls = new long[words];
        }
        Arrays.fill(nulls, -1L);
        boolean[] truth = test.values();
        boolean mayBeNull = test.mayHaveNulls();
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            if (truth[row] && !(mayBeNull && test.isNull(row))) {
                Bits.clear(nulls, row);
            }
        }
        return withNulls(constant.evaluate(frame, rows, count));
    }

    private Column withNulls(Column filled) {
        if (filled instanceof LongColumn longs) {
            return new LongColumn(longs.type(), longs.values(), nulls);
        }
        if (filled instanceof DoubleColumn doubles) {
            return new DoubleColumn(doubles.values(), nulls);
        }
        if (filled instanceof BooleanColumn booleans) {
            return new BooleanColumn(booleans.values(), nulls);
        }
        BytesColumn bytes = (BytesColumn) filled;
        return new BytesColumn(bytes.type(), bytes.data(), bytes.offsets(), bytes.codes(), nulls);
    }
}
