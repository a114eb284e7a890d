package dev.freshet.core.expr.kernel;

import dev.freshet.core.batch.BooleanColumn;
import dev.freshet.core.batch.Column;
import dev.freshet.core.schema.Type;
import java.util.List;

/** CASE: a condition is computed for the rows that no condition before it took, a value for the rows that it is taken for. */
final class CaseNode implements Node {
    private final Node[] conditions;
    private final Node[] values;
    private final Choice choice;
    private final Column[] results;
    private final Scratch taken = new Scratch();
    private final Scratch open = new Scratch();
    private final Scratch chosen = new Scratch();

    /**
     * @param arguments condition, value, condition, value, …, last value
     */
    CaseNode(Type type, List<Node> arguments) {
        int branches = arguments.size() / 2;
        conditions = new Node[branches];
        values = new Node[branches + 1];
        for (int i = 0; i < branches; i++) {
            conditions[i] = arguments.get(2 * i);
            values[i] = arguments.get(2 * i + 1);
        }
        values[branches] = arguments.get(2 * branches);
        choice = new Choice(type);
        results = new Column[branches + 1];
    }

    @Override
    public void leaves() {
        choice.leaves();
    }

    @Override
    public Column evaluate(Frame frame, int[] rows, int count) {
        int[] branchOf = chosen.rows(frame.capacity());
        int[] mine = taken.rows(count);
        int[] others = open.rows(count);
        System.arraycopy(rows, 0, others, 0, count);
        int left = count;
        for (int branch = 0; branch < conditions.length; branch++) {
            BooleanColumn condition = (BooleanColumn) conditions[branch].evaluate(frame, others, left);
            boolean[] truth = condition.values();
            int hits = 0;
            int still = 0;
            for (int i = 0; i < left; i++) {
                int row = others[i];
                if (truth[row] && !condition.isNull(row)) {
                    branchOf[row] = branch;
                    mine[hits++] = row;
                } else {
                    others[still++] = row;
                }
            }
            left = still;
            results[branch] = values[branch].evaluate(frame, mine, hits);
        }
        for (int i = 0; i < left; i++) {
            branchOf[others[i]] = conditions.length;
        }
        results[conditions.length] = values[conditions.length].evaluate(frame, others, left);
        return choice.gather(frame.capacity(), results, branchOf, rows, count);
    }
}
