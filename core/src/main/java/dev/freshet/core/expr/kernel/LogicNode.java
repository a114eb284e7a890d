package dev.freshet.core.expr.kernel;

import dev.freshet.core.batch.BooleanColumn;
import dev.freshet.core.batch.Column;
import java.util.List;

/**
 * Three-valued AND or OR, left to right: an argument is computed only for the rows that those before it left open. AND is
 * decided by FALSE and OR by TRUE; a NULL leaves a row open, but it cannot come out as AND's TRUE or OR's FALSE any more.
 */
final class LogicNode implements Node {
    private final boolean decides;
    private final Node[] arguments;
    private final Scratch out = new Scratch();

    /**
     * @param decides the value of an argument that is the result whatever the others are: FALSE for AND, TRUE for OR
     */
    LogicNode(boolean decides, List<Node> arguments) {
        this.decides = decides;
        this.arguments = arguments.toArray(Node[]::new);
    }

    @Override
    public void leaves() {
        out.leaves();
    }

    @Override
    public Column evaluate(Frame frame, int[] rows, int count) {
        boolean[] result = out.booleans(frame.capacity());
        out.noNulls(frame.capacity());
        for (int i = 0; i < count; i++) {
            result[rows[i]] = !decides;
        }
        int[] open = rows;
        int left = count;
        for (int i = 0; i < arguments.length && left > 0; i++) {
            BooleanColumn column = (BooleanColumn) arguments[i].evaluate(frame, open, left);
            if (open == rows) {
                open = out.rows(count);
                left = step(frame, column, result, rows, count, open);
            } else {
                left = step(frame, column, result, open, left, open);
            }
        }
        return new BooleanColumn(result, out.nulls());
    }

    private int step(Frame frame, BooleanColumn column, boolean[] result, int[] rows, int count, int[] open) {
        boolean[] values = column.values();
        boolean nulls = column.mayHaveNulls();
        int left = 0;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            if (nulls && column.isNull(row)) {
                out.setNull(row);
                if (!frame.anyFailed() || !frame.failed(row)) {
                    open[left++] = row;
                }
            } else if (values[row] == decides) {
                result[row] = decides;
                out.clearNull(row);
            } else {
                open[left++] = row;
            }
        }
        return left;
    }
}
