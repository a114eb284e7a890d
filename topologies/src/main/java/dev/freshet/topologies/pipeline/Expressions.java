package dev.freshet.topologies.pipeline;

import dev.freshet.core.aggregate.AggregateCall;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import java.util.List;

/** Text to typed expressions, with errors as {@link PipelineException}s that know line and column. */
final class Expressions {
    private Expressions() {}

    /** A predicate. */
    static Expr predicate(String text, Schema schema) {
        throw new PipelineException(1, 1, "no parser for '" + text + "' over " + schema);
    }

    /** A select list: {@code IP_PREFIX(src, 24) AS subnet, bytes}. */
    static List<NamedExpr> columns(String text, Schema schema) {
        throw new PipelineException(1, 1, "no parser for '" + text + "' over " + schema);
    }

    /** Aggregates: {@code count() AS requests, sum(bytes) AS bytes}. */
    static List<AggregateCall> aggregates(String text, Schema schema) {
        throw new PipelineException(1, 1, "no parser for '" + text + "' over " + schema);
    }

    /** A column as an expression. */
    static Expr column(Schema schema, String name) {
        int index = schema.requireIndex(name);
        Field field = schema.field(index);
        return new Expr.Column(index, name, field.type(), field.nullable());
    }
}
