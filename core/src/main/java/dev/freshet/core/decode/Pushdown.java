package dev.freshet.core.decode;

import dev.freshet.core.expr.Evaluator;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.schema.Schema;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A predicate over a projected schema, made ready to be evaluated over those of its columns alone that it needs.
 *
 * @param columns the positions in the projected schema of the columns that the predicate needs, ascending
 * @param schema of these columns
 * @param evaluator of the predicate over batches of {@code schema}
 */
record Pushdown(int[] columns, Schema schema, Evaluator evaluator) {
    static Pushdown of(Expr predicate, Schema projected, Function<Expr, Evaluator> evaluators) {
        TreeSet<Integer> used = new TreeSet<>();
        collect(predicate, used);
        int[] columns = used.stream().mapToInt(Integer::intValue).toArray();
        int[] places = new int[projected.size()];
        for (int i = 0; i < columns.length; i++) {
            places[columns[i]] = i;
        }
        return new Pushdown(columns, projected.select(columns), evaluators.apply(moved(predicate, places)));
    }

    private static void collect(Expr expr, TreeSet<Integer> columns) {
        if (expr instanceof Expr.Column column) {
            columns.add(column.index());
        } else if (expr instanceof Expr.Call call) {
            call.arguments().forEach(argument -> collect(argument, columns));
        }
    }

    private static Expr moved(Expr expr, int[] places) {
        if (expr instanceof Expr.Column column) {
            return new Expr.Column(places[column.index()], column.name(), column.type(), column.nullable());
        }
        if (expr instanceof Expr.Call call) {
            List<Expr> arguments = call.arguments().stream()
                    .map(argument -> moved(argument, places))
                    .toList();
            return new Expr.Call(call.function(), arguments, call.type(), call.nullable());
        }
        return expr;
    }
}
