package dev.freshet.topologies.pipeline;

import dev.freshet.core.aggregate.AggregateCall;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.schema.Schema;
import dev.freshet.sql.AnalyticParser;
import dev.freshet.sql.ExpressionException;
import dev.freshet.sql.ExpressionParser;
import dev.freshet.sql.OpenSchema;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Text to typed expressions, with errors as {@link PipelineException}s that know line and column. */
public final class Expressions {
    private Expressions() {}

    /** A predicate. */
    public static Expr predicate(String text, Schema schema) {
        return placed(() -> ExpressionParser.parsePredicate(text, schema));
    }

    /** A select list: {@code IP_PREFIX(src, 24) AS subnet, bytes}. */
    static List<NamedExpr> columns(String text, Schema schema) {
        return placed(() -> ExpressionParser.parseSelect(text, schema));
    }

    /** Aggregates: {@code count() AS requests, sum(bytes) AS bytes}. */
    static List<AggregateCall> aggregates(String text, Schema schema) {
        return placed(() -> ExpressionParser.parseAggregates(text, schema));
    }

    /** Columns that look at other rows: {@code LAG(price) AS previous}. */
    static AnalyticParser.Columns analytics(String text, Schema schema) {
        return placed(() -> AnalyticParser.parse(text, schema));
    }

    /**
     * Judges a condition of a pattern over rows that are not wholly known; one that looks at other rows only where they are.
     *
     * @param variables the pattern's; empty where they are not known
     */
    public static void judgeCondition(String text, Optional<Set<String>> variables, OpenSchema rows) {
        Conditions.judge(text, variables, rows);
    }

    /** Judges a predicate over rows that are not wholly known. */
    public static void judgePredicate(String text, OpenSchema rows) {
        placed(() -> ExpressionParser.parsePredicate(text, rows));
    }

    /** Judges a select list over rows that are not wholly known. */
    public static void judgeColumns(String text, OpenSchema rows) {
        placed(() -> ExpressionParser.parseSelect(text, rows));
    }

    /** Judges a column of a key, or an expression with {@code AS}, over rows that are not wholly known. */
    public static void judgeKey(String text, OpenSchema rows) {
        if (rows.known().indexOf(text) < 0) {
            judgeColumns(text, rows);
        }
    }

    /** Judges aggregates over rows that are not wholly known. */
    public static void judgeAggregates(String text, OpenSchema rows) {
        placed(() -> ExpressionParser.parseAggregates(text, rows));
    }

    static <T> T placed(Supplier<T> parser) {
        try {
            return parser.get();
        } catch (ExpressionException e) {
            throw new PipelineException(e.line(), e.column(), e.problem());
        }
    }
}
