package dev.freshet.core.expr;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.Column;
import dev.freshet.core.expr.kernel.CompiledExpr;

/**
 * An expression made ready to run over batches: one instance a thread, since it keeps scratch arrays. Vectorised: a kernel
 * runs over a column for all rows of a selection, with no boxing and no dispatch per row.
 */
public interface Evaluator {
    /** Makes an expression ready to run; constant parts are computed now. */
    static Evaluator of(Expr expr) {
        return CompiledExpr.of(expr);
    }

    /**
     * Computes the expression for the selected rows of a batch.
     *
     * @return a column indexed by physical row, right for the selected rows for which no error was told and unspecified for
     *     others; it is the caller's, and may be an input column itself
     */
    Column evaluate(Batch batch, RowErrors errors);

    /**
     * Keeps the rows for which a BOOLEAN expression is TRUE: neither FALSE, nor UNKNOWN, nor failed.
     *
     * @return the batch itself where all rows are kept, else one that shares its columns
     */
    Batch filter(Batch batch, RowErrors errors);
}
