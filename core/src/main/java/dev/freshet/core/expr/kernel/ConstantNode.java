package dev.freshet.core.expr.kernel;

import dev.freshet.core.batch.Bits;
import dev.freshet.core.batch.BooleanColumn;
import dev.freshet.core.batch.BytesColumn;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.DoubleColumn;
import dev.freshet.core.batch.LongColumn;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.schema.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A constant as a column, filled once and again only for a larger batch; it is never written to, so it may leave. */
final class ConstantNode implements Node {
    private final Expr.Literal literal;
    private int capacity;
    private @Nullable Column column;

    ConstantNode(Expr.Literal literal) {
        this.literal = literal;
    }

    @Override
    public Column evaluate(Frame frame, int[] rows, int count) {
        Column filled = column;
        if (filled == null || capacity < frame.capacity()) {
            capacity = Math.max(Math.max(2 * capacity, frame.capacity()), 64);
            filled = fill(capacity);
            column = filled;
        }
        return filled;
    }

    @Override
    public boolean isConstant() {
        return true;
    }

    boolean isNull() {
        return literal.value() == null;
    }

    private Column fill(int size) {
        Object value = literal.value();
        long[] nulls = null;
        if (value == null) {
            nulls = new long[Bits.words(size)];
            Arrays.fill(nulls, -1L);
        }
        return switch (literal.type()) {
            case BOOLEAN -> {
                boolean[] values = new boolean[size];
                Arrays.fill(values, value instanceof Boolean truth && truth);
                yield new BooleanColumn(values, nulls);
            }
            case BIGINT, TIMESTAMP -> {
                long[] values = new long[size];
                Arrays.fill(values, value instanceof Long number ? number : 0);
                yield new LongColumn(literal.type(), values, nulls);
            }
            case DOUBLE -> {
                double[] values = new double[size];
                Arrays.fill(values, value instanceof Double number ? number : 0);
                yield new DoubleColumn(values, nulls);
            }
            case VARCHAR -> {
                byte[] data = value instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : new byte[0];
                yield new BytesColumn(Type.VARCHAR, data, new int[] {0, data.length}, new int[size], nulls);
            }
            case VARBINARY -> throw new IllegalArgumentException("no constant is VARBINARY");
        };
    }
}
