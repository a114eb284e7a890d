package dev.freshet.core.expr.kernel;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.Column;
import dev.freshet.core.expr.Evaluators;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.RowErrors;
import java.util.List;

/** The evaluators of several expressions, with the nodes that they share. */
public final class CompiledExprs implements Evaluators {
    private static final Column[] NO_COLUMNS = {};

    private final Sharing sharing;
    private final CompiledExpr[] exprs;

    public CompiledExprs(List<Expr> exprs) {
        sharing = Sharing.among(exprs);
        this.exprs = exprs.stream().map(expr -> CompiledExpr.of(expr, sharing)).toArray(CompiledExpr[]::new);
    }

    @Override
    public Column[] evaluate(Batch batch, RowErrors errors) {
        if (exprs.length == 0) {
            return NO_COLUMNS;
        }
        sharing.begin();
        Column[] columns = new Column[exprs.length];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = exprs[i].evaluate(batch, errors);
        }
        return columns;
    }
}
