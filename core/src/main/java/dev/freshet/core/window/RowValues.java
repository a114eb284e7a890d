package dev.freshet.core.window;

import dev.freshet.core.aggregate.AggregateCall;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Column;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.expr.Evaluators;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.expr.RowErrors;
import dev.freshet.core.key.KeyText;
import dev.freshet.core.operator.FailedRows;
import dev.freshet.core.operator.Output;
import java.util.ArrayList;
import java.util.List;

/** Evaluates the keys and the aggregates' arguments over batches; an argument of several aggregates once. */
final class RowValues {
    private final Evaluators keys;
    private final List<String> keyNames;
    private final Evaluators arguments;
    /** Which expressions are the inputs of each aggregate. */
    private final int[][] argumentsOf;

    private String operator = "";
    private Column[] keyColumns = new Column[0];
    private Column[][] byCall = new Column[0][];

    RowValues(List<NamedExpr> keys, List<AggregateCall> calls) {
        keyNames = keys.stream().map(NamedExpr::name).toList();
        this.keys = Evaluators.of(keys.stream().map(NamedExpr::expr).toList());
        List<Expr> distinct = new ArrayList<>();
        argumentsOf = calls.stream()
                .map(call -> call.inputs().stream()
                        .mapToInt(expr -> indexOf(distinct, expr))
                        .toArray())
                .toArray(int[][]::new);
        arguments = Evaluators.of(distinct);
    }

    /** In which operator it is. */
    void of(String name) {
        operator = name;
    }

    /** Evaluates, and returns the rows that nothing failed for; the others go to the dead letters. */
    Batch evaluate(Batch batch, Output out) {
        FailedRows failures = new FailedRows(batch, out);
        keyColumns = keys.evaluate(batch, failures);
        Column[] values = arguments.evaluate(batch, failures);
        byCall = new Column[argumentsOf.length][];
        for (int i = 0; i < byCall.length; i++) {
            byCall[i] = new Column[argumentsOf[i].length];
            for (int j = 0; j < byCall[i].length; j++) {
                byCall[i][j] = values[argumentsOf[i][j]];
            }
        }
        return failures.without();
    }

    /** Makes partial rows of rows that have been evaluated. */
    interface Lifting {
        /** @param thrown told of the rows that a user's aggregate throws for; what is made is of no use then */
        void rows(Batch good, RowErrors thrown);
    }

    /** Makes partial rows and hands them on; rows that a user's aggregate throws for are dead letters, and it is done again without them. */
    void lift(Batch good, BatchBuilder partials, Lifting lifting, Output out) {
        for (Batch left = good; !left.isEmpty(); ) {
            FailedRows thrown = thrown(left, out);
            lifting.rows(left, thrown);
            if (thrown.count() == 0) {
                out.emit(Output.MAIN, partials.build(good.origin()));
                return;
            }
            partials.truncate(0);
            left = thrown.without();
        }
    }

    private FailedRows thrown(Batch batch, Output out) {
        return new FailedRows(
                batch,
                (row, message) -> out.dead(
                        batch,
                        row,
                        Reason.USER_CODE,
                        "operator '" + operator + "', " + KeyText.of(keyNames, List.of(keyColumns), row) + ": "
                                + message));
    }

    /** The key's columns of the last batch. */
    Column[] keys() {
        return keyColumns;
    }

    /** The inputs of each aggregate in the last batch. */
    Column[][] arguments() {
        return byCall;
    }

    private static int indexOf(List<Expr> distinct, Expr expr) {
        int index = distinct.indexOf(expr);
        if (index < 0) {
            distinct.add(expr);
        }
        return index < 0 ? distinct.size() - 1 : index;
    }
}
