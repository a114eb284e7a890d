package dev.freshet.core.pattern;

import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.ExprErrors;
import dev.freshet.core.expr.Function;
import dev.freshet.core.expr.NamedExpr;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The conditions of a pattern, by where they can be computed: over the row alone, before it is sent; with values of rows before,
 * where the rows are in order; with values of rows of the match, by the search alone. Of a condition that looks at the match, what its
 * {@code AND} leads to before that, and what cannot fail, is computed where it can be, so that the search asks for fewer rows.
 */
final class PatternConditions {
    private final int inputColumns;
    private final int matchedEnd;
    /** What is computed before the search. */
    private final List<NamedExpr> ahead = new ArrayList<>();
    /** What the search computes. */
    private final List<NamedExpr> inMatch = new ArrayList<>();

    /**
     * @param inputColumns how many columns the rows have; behind them are those of the match, then those of rows before
     * @throws IllegalArgumentException if a condition looks at rows before and at the match, other than by parts that {@code AND} joins
     */
    PatternConditions(List<NamedExpr> defines, int inputColumns, int matchedValues) {
        this.inputColumns = inputColumns;
        this.matchedEnd = inputColumns + matchedValues;
        defines.forEach(this::split);
    }

    private void split(NamedExpr define) {
        List<Expr> parts = new ArrayList<>();
        parts(define.expr(), parts);
        List<Expr> before = new ArrayList<>();
        List<Expr> behind = new ArrayList<>();
        for (Expr part : parts) {
            if (looksAtMatch(part) || !behind.isEmpty() && ExprErrors.canFail(part)) {
                behind.add(part);
            } else {
                before.add(part);
            }
        }
        all(before).ifPresent(expr -> ahead.add(new NamedExpr(define.name(), expr)));
        all(behind).ifPresent(expr -> {
            if (looksBack(expr)) {
                throw new IllegalArgumentException(
                        "what looks at rows before (PREV) stands before what looks at rows of the "
                                + "match (FIRST, LAST, " + define.name() + "), and AND between them");
            }
            inMatch.add(new NamedExpr(define.name(), expr));
        });
    }

    private static void parts(Expr expr, List<Expr> into) {
        if (expr instanceof Expr.Call call && call.function() == Function.AND) {
            call.arguments().forEach(argument -> parts(argument, into));
        } else {
            into.add(expr);
        }
    }

    private static Optional<Expr> all(List<Expr> parts) {
        return parts.size() < 2 ? parts.stream().findFirst() : Optional.of(Expr.call(Function.AND, parts));
    }

    /** The condition of a variable over one row; empty where there is none, or it looks back. */
    Optional<Expr> alone(String variable) {
        return ahead.stream()
                .filter(define -> define.name().equals(variable) && !looksBack(define.expr()))
                .map(NamedExpr::expr)
                .findFirst();
    }

    /** The conditions that look back. */
    List<NamedExpr> backwards() {
        return ahead.stream().filter(define -> looksBack(define.expr())).toList();
    }

    /** The conditions that look at the match; what else their variables are must hold, too. */
    List<NamedExpr> inMatch() {
        return inMatch;
    }

    /** The columns of the row itself that conditions read. */
    List<Expr.Column> columnsOf(List<NamedExpr> conditions) {
        Set<Expr.Column> columns = new LinkedHashSet<>();
        conditions.forEach(condition -> columns(condition.expr(), columns));
        return columns.stream().filter(column -> column.index() < inputColumns).toList();
    }

    /** Which values of the match a condition looks at. */
    List<Integer> valuesOf(NamedExpr condition) {
        return columns(condition.expr()).stream()
                .map(column -> column.index() - inputColumns)
                .filter(value -> value >= 0 && value < matchedEnd - inputColumns)
                .toList();
    }

    private boolean looksBack(Expr expr) {
        return columns(expr).stream().anyMatch(column -> column.index() >= matchedEnd);
    }

    private boolean looksAtMatch(Expr expr) {
        return columns(expr).stream().anyMatch(column -> column.index() >= inputColumns && column.index() < matchedEnd);
    }

    private static Set<Expr.Column> columns(Expr expr) {
        Set<Expr.Column> columns = new LinkedHashSet<>();
        columns(expr, columns);
        return columns;
    }

    private static void columns(Expr expr, Set<Expr.Column> into) {
        if (expr instanceof Expr.Column column) {
            into.add(column);
        } else if (expr instanceof Expr.Call call) {
            call.arguments().forEach(argument -> columns(argument, into));
        }
    }
}
