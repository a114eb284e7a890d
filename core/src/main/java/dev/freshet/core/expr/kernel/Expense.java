package dev.freshet.core.expr.kernel;

import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.Function;
import dev.freshet.core.schema.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** About what an expression costs a row, and whether it can fail for one. */
final class Expense {
    /** From here on a test costs more than to remember its result. */
    static final int WORTH_KEEPING = 20;

    private static final Set<Function> TESTS = EnumSet.of(
            Function.AND,
            Function.OR,
            Function.NOT,
            Function.EQ,
            Function.NE,
            Function.LT,
            Function.LE,
            Function.GT,
            Function.GE,
            Function.IN,
            Function.IS_NULL,
            Function.IS_NOT_NULL,
            Function.IS_TRUE,
            Function.IS_NOT_TRUE,
            Function.IS_FALSE,
            Function.IS_NOT_FALSE,
            Function.IS_DISTINCT_FROM,
            Function.IS_NOT_DISTINCT_FROM,
            Function.LIKE,
            Function.REGEXP_LIKE,
            Function.STARTS_WITH,
            Function.ENDS_WITH,
            Function.CONTAINS);

    private Expense() {}

    /** Whether it is a column, a constant, or a test of such that has a result for every row. */
    static boolean cannotFail(Expr expr) {
        if (!(expr instanceof Expr.Call call)) {
            return true;
        }
        return TESTS.contains(call.function())
                && (call.function() != Function.LIKE || call.arguments().get(1) instanceof Expr.Literal)
                && call.arguments().stream().allMatch(Expense::cannotFail);
    }

    /** The cost: 1 is a comparison of numbers. */
    static int of(Expr expr) {
        if (!(expr instanceof Expr.Call call)) {
            return 0;
        }
        int cost = own(call);
        for (Expr argument : call.arguments()) {
            cost += of(argument);
        }
        return cost;
    }

    /**
     * The arguments of AND or OR, those that cost less before their neighbours that cost more: only where neither can fail,
     * since a test may be there to keep what follows it from failing.
     */
    static List<Expr> cheapFirst(List<Expr> arguments) {
        List<Expr> ordered = new ArrayList<>(arguments);
        int from = 0;
        while (from < ordered.size()) {
            int to = from;
            while (to < ordered.size() && cannotFail(ordered.get(to))) {
                to++;
            }
            ordered.subList(from, to).sort(Comparator.comparingInt(Expense::of));
            from = to + 1;
        }
        return ordered;
    }

    private static int own(Expr.Call call) {
        boolean text = !call.arguments().isEmpty() && call.arguments().get(0).type() == Type.VARCHAR;
        return switch (call.function()) {
            case AND, OR, NOT, IS_NULL, IS_NOT_NULL, IS_TRUE, IS_NOT_TRUE, IS_FALSE, IS_NOT_FALSE -> 1;
            case EQ, NE, LT, LE, GT, GE, STARTS_WITH, ENDS_WITH -> text ? 3 : 1;
            case IN -> 4;
            case CONTAINS -> 20;
            case LIKE -> 25;
            case REGEXP_LIKE -> 40;
            default -> 10;
        };
    }
}
