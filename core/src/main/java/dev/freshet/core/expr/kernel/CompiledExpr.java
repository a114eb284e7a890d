package dev.freshet.core.expr.kernel;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BooleanColumn;
import dev.freshet.core.batch.Column;
import dev.freshet.core.expr.Evaluator;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.RowErrors;
import dev.freshet.core.schema.Type;
import java.util.List;

/** The evaluator of an expression: a tree of nodes, and the row numbers for batches without a selection. */
public final class CompiledExpr implements Evaluator {
    private final Expr expr;
    private final Node root;
    /** What its own places share, and nobody else: of another batch with each call. */
    private final Sharing own;

    private int[] allRows = new int[0];

    private CompiledExpr(Expr expr, Node root, Sharing own) {
        this.expr = expr;
        this.root = root;
        this.own = own;
    }

    /** Makes an expression ready to run. */
    public static CompiledExpr of(Expr expr) {
        Sharing own = Sharing.among(List.of(expr));
        return of(expr, own, own);
    }

    /**
     * Makes one of several expressions ready to run.
     *
     * @param sharing what they share; the caller says when the next batch begins
     */
    static CompiledExpr of(Expr expr, Sharing sharing) {
        return of(expr, sharing, Sharing.none());
    }

    private static CompiledExpr of(Expr expr, Sharing sharing, Sharing own) {
        Node root = Compiler.compile(expr, sharing);
        root.leaves();
        return new CompiledExpr(expr, root, own);
    }

    @Override
    public Column evaluate(Batch batch, RowErrors errors) {
        return evaluate(batch, new Frame(batch, errors));
    }

    private Column evaluate(Batch batch, Frame frame) {
        own.begin();
        return root.evaluate(frame, rows(batch), batch.size());
    }

    @Override
    public Batch filter(Batch batch, RowErrors errors) {
        if (expr.type() != Type.BOOLEAN) {
            throw new IllegalStateException("a filter must be BOOLEAN (type " + expr.type() + ", filter " + expr + ")");
        }
        Frame frame = new Frame(batch, errors);
        int[] rows = rows(batch);
        int count = batch.size();
        BooleanColumn truth = (BooleanColumn) evaluate(batch, frame);
        boolean[] values = truth.values();
        int[] kept = new int[count];
        int size = 0;
        for (int i = 0; i < count; i++) {
            int row = rows[i];
            if (values[row] && !truth.isNull(row) && !frame.failed(row)) {
                kept[size++] = row;
            }
        }
        return size == count ? batch : batch.select(kept, size);
    }

    private int[] rows(Batch batch) {
        int[] selection = batch.selection();
        if (selection != null) {
            return selection;
        }
        if (allRows.length < batch.size()) {
            allRows = new int[Math.max(batch.size(), 2 * allRows.length)];
            for (int i = 0; i < allRows.length; i++) {
                allRows[i] = i;
            }
        }
        return allRows;
    }

    @Override
    public String toString() {
        return expr.toString();
    }
}
