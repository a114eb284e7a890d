package dev.freshet.core.aggregate;

import dev.freshet.core.expr.Expr;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Type;
import java.util.ArrayList;
import java.util.List;

/** Makes aggregates of their calls. */
public final class Aggregates {
    private Aggregates() {}

    /**
     * A new aggregate without slots.
     *
     * @throws IllegalArgumentException if the function does not take these arguments or parameters; names the call
     */
    public static Aggregate create(AggregateCall call) {
        check(call);
        return call.distinct() ? distinct(call) : plain(call);
    }

    private static Aggregate distinct(AggregateCall call) {
        return switch (call.kind()) {
            // These are the same over distinct values.
            case MIN, MAX, BOOL_AND, BOOL_OR, COUNT_DISTINCT, APPROX_DISTINCT, COLLECT_SET -> plain(call);
            default -> new OverDistinctAggregate(type(call), plain(call));
        };
    }

    private static Aggregate plain(AggregateCall call) {
        return switch (call.kind()) {
            case COUNT -> new CountAggregate();
            case SUM, AVG -> {
                boolean average = call.kind() == AggregateKind.AVG;
                yield type(call) == Type.BIGINT ? new LongSumAggregate(call, average) : new DoubleSumAggregate(average);
            }
            case MIN, MAX -> {
                boolean greatest = call.kind() == AggregateKind.MAX;
                yield type(call) == Type.VARCHAR
                        ? new TextExtremeAggregate(greatest)
                        : new ExtremeAggregate(type(call), greatest);
            }
            case BOOL_AND -> new ExtremeAggregate(Type.BOOLEAN, false);
            case BOOL_OR -> new ExtremeAggregate(Type.BOOLEAN, true);
            case VAR, STDDEV, VAR_POP, STDDEV_POP -> new VarianceAggregate(call.kind());
            case CORR, COVAR_POP, COVAR_SAMP, REGR_SLOPE, REGR_INTERCEPT, REGR_R2, REGR_COUNT, VWAP ->
                new PairAggregate(call.kind());
            default -> ofValues(call);
        };
    }

    private static Aggregate ofValues(AggregateCall call) {
        if (call.kind() == AggregateKind.USER) {
            return UserStates.of(call);
        }
        Type type = type(call);
        return switch (call.kind()) {
            case FIRST -> EdgeAggregate.byTime(type, false);
            case LAST -> EdgeAggregate.byTime(type, true);
            case ARG_MIN -> EdgeAggregate.byValue(type, false);
            case ARG_MAX -> EdgeAggregate.byValue(type, true);
            case COUNT_DISTINCT -> new DistinctAggregate(type);
            case APPROX_DISTINCT -> new ApproxDistinctAggregate();
            case QUANTILE -> new QuantileAggregate(type, call.parameters().get(0));
            case QUANTILE_CONT ->
                new ExactQuantileAggregate(type, call.parameters().get(0));
            case MEDIAN -> new ExactQuantileAggregate(type, 0.5);
            case MODE -> new ModeAggregate(type);
            case TOP_K -> new TopAggregate(type, call.parameters().get(0).intValue());
            case COLLECT_LIST ->
                new CollectAggregate(type, call.parameters().get(0).intValue(), false);
            case COLLECT_SET ->
                new CollectAggregate(type, call.parameters().get(0).intValue(), true);
            case EWMA -> new EwmaAggregate(call.parameters().get(0).longValue());
            default -> throw new AssertionError(call.kind());
        };
    }

    private static Type type(AggregateCall call) {
        return call.arguments().get(0).type();
    }

    /**
     * Checks a call as {@link #create} does, for the planner.
     *
     * @throws IllegalArgumentException if the function does not take these arguments or parameters; names the call
     */
    public static void check(AggregateCall call) {
        AggregateKind kind = call.kind();
        int given = call.arguments().size();
        if (given < kind.leastArguments() || given > kind.mostArguments()) {
            throw new IllegalArgumentException(
                    call.text() + ": " + call.function() + " takes " + argumentsText(kind) + ", not " + given);
        }
        for (int i = 0; i < given; i++) {
            if (!takes(kind, i, call.arguments().get(i).type())) {
                throw new IllegalArgumentException(call.text() + ": " + call.function() + " does not take "
                        + call.arguments().get(i).type());
            }
        }
        checkParameters(call);
        if (call.distinct() && !kind.takesDistinct()) {
            throw new IllegalArgumentException(call.text() + ": " + call.function() + " does not take DISTINCT");
        }
        if (kind == AggregateKind.USER) {
            checkUser(call);
        }
        Expr filter = call.filter();
        if (filter != null && filter.type() != Type.BOOLEAN) {
            throw new IllegalArgumentException(call.text() + ": FILTER takes a condition, not " + filter.type());
        }
    }

    private static void checkUser(AggregateCall call) {
        try {
            UserAggregates.resultType(call);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(call.text() + ": " + e.getMessage(), e);
        }
    }

    private static void checkParameters(AggregateCall call) {
        AggregateParameter parameter = call.kind().parameter();
        int wanted = parameter == null ? 0 : 1;
        if (call.parameters().size() != wanted) {
            throw new IllegalArgumentException(call.text() + ": " + call.function() + " takes " + wanted
                    + " parameters, not " + call.parameters().size());
        }
        if (parameter != null && !parameter.allows(call.parameters().get(0))) {
            throw new IllegalArgumentException(
                    call.text() + ": " + call.function() + " takes " + parameter.description() + " here, not "
                            + call.parameters().get(0));
        }
    }

    private static String argumentsText(AggregateKind kind) {
        return switch (kind.mostArguments()) {
            case 1 -> kind.leastArguments() == 0 ? "no argument or one" : "one argument";
            default -> "two arguments";
        };
    }

    /**
     * Whether a function takes values of a type.
     *
     * @param argument which argument, from 0
     */
    public static boolean takes(AggregateKind kind, int argument, Type type) {
        return switch (kind) {
            case SUM, AVG, VAR, STDDEV, VAR_POP, STDDEV_POP, QUANTILE, QUANTILE_CONT, MEDIAN, EWMA -> isNumber(type);
            case CORR, COVAR_POP, COVAR_SAMP, REGR_SLOPE, REGR_INTERCEPT, REGR_R2, VWAP -> isNumber(type);
            case BOOL_AND, BOOL_OR -> type == Type.BOOLEAN;
            case ARG_MIN, ARG_MAX -> type != Type.VARBINARY && (argument == 0 || type != Type.VARCHAR);
            default -> type != Type.VARBINARY;
        };
    }

    private static boolean isNumber(Type type) {
        return type == Type.BIGINT || type == Type.DOUBLE;
    }

    /** A count, and what follows it. */
    static List<Field> fields(String prefix, List<Field> more) {
        List<Field> fields = new ArrayList<>();
        fields.add(Field.nullable(prefix + "_count", Type.BIGINT));
        fields.addAll(more);
        return List.copyOf(fields);
    }
}
