package dev.freshet.core.aggregate;

import dev.freshet.core.expr.Expr;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Type;
import java.io.Serializable;
import java.util.List;

/**
 * An aggregate to compute, as data.
 *
 * @param kind the function
 * @param arguments the expressions that it takes the rows' values of, over the input schema: none for {@code count()}, else
 *     one
 * @param parameters constants: the rank of a quantile, the k of a top-k
 * @param name the result's column
 */
public record AggregateCall(AggregateKind kind, List<Expr> arguments, List<Double> parameters, String name)
        implements Serializable {
    public AggregateCall {
        arguments = List.copyOf(arguments);
        parameters = List.copyOf(parameters);
    }

    /** The result's name, type and nullability. */
    public Field resultField() {
        Type type = switch (kind) {
            case COUNT, COUNT_DISTINCT, APPROX_DISTINCT -> Type.BIGINT;
            case AVG, VAR, STDDEV, QUANTILE -> Type.DOUBLE;
            case SUM, MIN, MAX, FIRST, LAST -> arguments.get(0).type();
            case TOP_K -> Type.VARCHAR;
        };
        boolean counts = type == Type.BIGINT
                && (kind == AggregateKind.COUNT
                        || kind == AggregateKind.COUNT_DISTINCT
                        || kind == AggregateKind.APPROX_DISTINCT);
        return new Field(name, type, !counts);
    }
}
