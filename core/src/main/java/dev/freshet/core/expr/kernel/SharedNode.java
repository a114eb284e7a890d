package dev.freshet.core.expr.kernel;

import dev.freshet.core.batch.Bits;
import dev.freshet.core.batch.BooleanColumn;
import dev.freshet.core.batch.Column;
import java.util.Arrays;

/** A test that stands in several places and cannot fail: computed once for each row of a batch that some place asks for. */
final class SharedNode implements Node {
    private final Node node;
    private boolean leaves;
    private boolean begun;
    private boolean anyNulls;
    private boolean[] values = new boolean[0];
    private long[] known = new long[0];
    private long[] nulls = new long[0];
    private int[] open = new int[0];

    SharedNode(Node node) {
        this.node = node;
    }

    /** What was computed was of another batch. */
    void forget() {
        begun = false;
    }

    @Override
    public void leaves() {
        leaves = true;
    }

    @Override
    public Column evaluate(Frame frame, int[] rows, int count) {
        if (!begun) {
            begin(frame.capacity());
        }
        if (open.length < count) {
            open = new int[count];
        }
        int left = 0;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            if (!Bits.get(known, row)) {
                open[left++] = row;
            }
        }
        if (left > 0) {
            compute(frame, left);
        }
        return new BooleanColumn(values, anyNulls ? nulls : null);
    }

    private void compute(Frame frame, int count) {
        BooleanColumn column = (BooleanColumn) node.evaluate(frame, open, count);
        boolean[] computed = column.values();
        boolean mayHaveNulls = column.mayHaveNulls();
        for (int i = 0; i < count; i++) {
            int row = open[i];
            Bits.set(known, row);
            values[row] = computed[row];
            if (mayHaveNulls && column.isNull(row)) {
                Bits.set(nulls, row);
                anyNulls = true;
            }
        }
    }

    private void begin(int capacity) {
        int words = Bits.words(capacity);
        if (leaves || values.length < capacity) {
            values = new boolean[capacity];
            nulls = new long[words];
        } else {
            Arrays.fill(nulls, 0);
        }
        if (known.length < words) {
            known = new long[words];
        } else {
            Arrays.fill(known, 0);
        }
        anyNulls = false;
        begun = true;
    }
}
