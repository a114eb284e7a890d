package dev.freshet.core.decode;

import dev.freshet.core.decode.scan.FieldTest;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.Function;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Those conditions of a predicate that can be tested on a field's bytes while its record is still being scanned: the
 * conjuncts from the left up to the first that is no condition on one field. Not those behind it: it could fail for a row,
 * which then is an error of the row even if a later conjunct is false.
 *
 * @param tests for each slot its test, or null
 * @param complete whether the tests are the whole predicate, so that nothing is left to evaluate
 */
record EarlyTests(@Nullable FieldTest[] tests, boolean complete) {
    static EarlyTests of(@Nullable Expr predicate, int slots, FieldCondition.Compiler conditions) {
        @Nullable FieldTest[] tests = new FieldTest[slots];
        if (predicate == null) {
            return new EarlyTests(tests, true);
        }
        List<Expr> conjuncts = new ArrayList<>();
        collect(predicate, conjuncts);
        for (Expr conjunct : conjuncts) {
            FieldCondition condition = conditions.compile(conjunct);
            if (condition == null) {
                return new EarlyTests(tests, false);
            }
            FieldTest known = tests[condition.column()];
            tests[condition.column()] = known == null ? condition.test() : known.and(condition.test());
        }
        return new EarlyTests(tests, true);
    }

    private static void collect(Expr expr, List<Expr> conjuncts) {
        if (expr instanceof Expr.Call call && call.function() == Function.AND) {
            call.arguments().forEach(argument -> collect(argument, conjuncts));
        } else {
            conjuncts.add(expr);
        }
    }
}
