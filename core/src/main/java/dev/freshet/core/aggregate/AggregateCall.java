package dev.freshet.core.aggregate;

import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.Function;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Type;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate to compute, as data.
 *
 * @param kind which function
 * @param function its name in lower case; of {@link AggregateKind#USER} this says which it is
 * @param arguments the expressions that it takes the rows' values of, over the input schema
 * @param parameters constants: the rank of a quantile, the k of a top-k
 * @param distinct whether each value counts once
 * @param filter the condition, over the input schema, that must be TRUE for a row to count; null where all rows do
 * @param name the result's column
 */
public record AggregateCall(
        AggregateKind kind,
        String function,
        List<Expr> arguments,
        List<Double> parameters,
        boolean distinct,
        @Nullable Expr filter,
        String name)
        implements Serializable {
    public AggregateCall {
        arguments = List.copyOf(arguments);
        parameters = List.copyOf(parameters);
    }

    /** A call over all rows and values. */
    public AggregateCall(AggregateKind kind, List<Expr> arguments, List<Double> parameters, String name) {
        this(kind, arguments, parameters, false, null, name);
    }

    /** A call of a function that is built in. */
    public AggregateCall(
            AggregateKind kind,
            List<Expr> arguments,
            List<Double> parameters,
            boolean distinct,
            @Nullable Expr filter,
            String name) {
        this(kind, kind.name().toLowerCase(Locale.ROOT), arguments, parameters, distinct, filter, name);
    }

    /** The same under another name. */
    public AggregateCall named(String other) {
        return new AggregateCall(kind, function, arguments, parameters, distinct, filter, other);
    }

    /** The same over other expressions, such as those of another schema. */
    public AggregateCall over(List<Expr> otherArguments, @Nullable Expr otherFilter) {
        return new AggregateCall(kind, function, otherArguments, parameters, distinct, otherFilter, name);
    }

    /** All expressions of the call. */
    public Stream<Expr> expressions() {
        return Stream.concat(arguments.stream(), Stream.ofNullable(filter));
    }

    /**
     * The expressions to compute for each row: what {@link Aggregate#accumulate} takes the columns of. An aggregate leaves out
     * rows without a value, so a filter is a CASE that gives NULL: then what the filter leaves out is not even computed, and
     * cannot fail. {@code count() FILTER (WHERE p)} counts TRUE.
     */
    public List<Expr> inputs() {
        List<Expr> inputs = arguments.stream().map(this::input).toList();
        Expr condition = filter;
        if (condition == null) {
            return inputs;
        }
        List<Expr> values = inputs.isEmpty() ? List.of(Expr.Literal.of(true)) : inputs;
        return values.stream()
                .map(value -> Expr.call(Function.CASE, condition, value, new Expr.Literal(value.type(), null)))
                .toList();
    }

    private Expr input(Expr argument) {
        boolean realOnly = switch (kind) {
            case CORR, COVAR_POP, COVAR_SAMP, REGR_SLOPE, REGR_INTERCEPT, REGR_R2, VWAP, EWMA -> true;
            default -> false;
        };
        return realOnly && argument.type() == Type.BIGINT ? Expr.cast(argument, Type.DOUBLE) : argument;
    }

    /** The result's name, type and nullability. */
    public Field resultField() {
        Type type = switch (kind) {
            case COUNT, COUNT_DISTINCT, APPROX_DISTINCT, REGR_COUNT -> Type.BIGINT;
            case SUM, MIN, MAX, FIRST, LAST, ARG_MIN, ARG_MAX, MODE ->
                arguments.get(0).type();
            case TOP_K, COLLECT_LIST, COLLECT_SET -> Type.VARCHAR;
            case BOOL_AND, BOOL_OR -> Type.BOOLEAN;
            case USER -> UserAggregates.resultType(this);
            default -> Type.DOUBLE;
        };
        return new Field(name, type, !kind.isCount());
    }

    /** The call as SQL, without its name: {@code sum(DISTINCT bytes) FILTER (WHERE status >= 400)}. */
    public String text() {
        Stream<String> constants = parameters.stream().map(AggregateCall::number);
        String values = Stream.concat(arguments.stream().map(Expr::toString), constants)
                .collect(Collectors.joining(", ", distinct ? "(DISTINCT " : "(", ")"));
        return function + values + (filter == null ? "" : " FILTER (WHERE " + filter + ")");
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
