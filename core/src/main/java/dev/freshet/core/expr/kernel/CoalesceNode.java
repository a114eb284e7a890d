package dev.freshet.core.expr.kernel;

import dev.freshet.core.batch.Column;
import dev.freshet.core.schema.Type;
import java.util.List;

/** COALESCE: an argument is computed for the rows that those before it are NULL for. */
final class CoalesceNode implements Node {
    private final Node[] arguments;
    private final Choice choice;
    private final Column[] results;
    private final Scratch open = new Scratch();
    private final Scratch chosen = new Scratch();

    CoalesceNode(Type type, List<Node> arguments) {
        this.arguments = arguments.toArray(Node[]::new);
        this.choice = new Choice(type);
        this.results = new Column[arguments.size()];
    }

    @Override
    public void leaves() {
        choice.leaves();
    }

    @Override
    public Column evaluate(Frame frame, int[] rows, int count) {
        int[] sourceOf = chosen.rows(frame.capacity());
        int[] others = open.rows(count);
        System.arraycopy(rows, 0, others, 0, count);
        int left = count;
        for (int source = 0; source < arguments.length; source++) {
            Column column = arguments[source].evaluate(frame, others, left);
            results[source] = column;
            int still = 0;
            for (int i = 0; i < left; i++) {
                int row = others[i];
                sourceOf[row] = source;
                if (column.isNull(row) && !frame.failed(row)) {
                    others[still++] = row;
                }
            }
            left = still;
        }
        return choice.gather(frame.capacity(), results, sourceOf, rows, count);
    }
}
