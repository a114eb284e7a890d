package dev.freshet.topologies.pipeline;

import dev.freshet.core.aggregate.AggregateCall;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.schema.Schema;
import dev.freshet.sql.ExpressionException;
import dev.freshet.sql.ExpressionParser;
import java.util.List;
import java.util.function.Supplier;

/** Text to typed expressions, with errors as {@link PipelineException}s that know line and column. */
final class Expressions {
    private Expressions() {}

    /** A predicate. */
    static Expr predicate(String text, Schema schema) {
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

    private static <T> T placed(Supplier<T> parser) {
        try {
            return parser.get();
        } catch (ExpressionException e) {
            throw new PipelineException(e.line(), e.column(), e.problem());
        }
    }
}
