package dev.freshet.core.expr;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.Column;
import dev.freshet.core.expr.kernel.CompiledExprs;
import java.util.List;

/** Several expressions over the same batches, as {@link Evaluator} has one: what they have in common is computed once. */
public interface Evaluators {
    /** Makes expressions ready to run. */
    static Evaluators of(List<Expr> exprs) {
        return new CompiledExprs(exprs);
    }

    /** Computes each expression for the selected rows of a batch, as {@link Evaluator#evaluate} does. */
    Column[] evaluate(Batch batch, RowErrors errors);
}
