package dev.freshet.core.expr.kernel;

import dev.freshet.core.batch.Column;

/** A column of the batch itself. */
record ColumnNode(int index) implements Node {
    @Override
    public Column evaluate(Frame frame, int[] rows, int count) {
        return frame.batch().column(index);
    }
}
