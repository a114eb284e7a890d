package dev.freshet.core.operator;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BooleanColumn;
import dev.freshet.core.batch.Column;
import dev.freshet.core.expr.Evaluator;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.RowErrors;

/** Makes evaluators for operators: a column is taken as it is. */
public final class Evaluators {
    private Evaluators() {}

    /** @throws IllegalArgumentException for an expression that is not a column */
    public static Evaluator of(Expr expr) {
        if (expr instanceof Expr.Column column) {
            return new TakeColumn(column.index());
        }
        throw new IllegalArgumentException("only columns can be evaluated (" + expr + ")");
    }

    private record TakeColumn(int index) implements Evaluator {
        @Override
        public Column evaluate(Batch batch, RowErrors errors) {
            return batch.column(index);
        }

        @Override
        public Batch filter(Batch batch, RowErrors errors) {
            BooleanColumn column = batch.booleans(index);
            int[] rows = new int[batch.size()];
            int kept = 0;
            for (int i = 0; i < batch.size(); i++) {
                int row = batch.row(i);
                if (!column.isNull(row) && column.get(row)) {
                    rows[kept++] = row;
                }
            }
            return kept == batch.size() ? batch : batch.select(rows, kept);
        }
    }
}
