package dev.freshet.core.aggregate;

import dev.freshet.core.batch.Column;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

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
        if (call.kind() == AggregateKind.COUNT) {
            return new CountAggregate();
        }
        Type type = call.arguments().get(0).type();
        boolean text = type == Type.VARCHAR;
        return switch (call.kind()) {
            case COUNT -> new CountAggregate();
            case SUM, AVG -> {
                boolean average = call.kind() == AggregateKind.AVG;
                yield type == Type.BIGINT ? new LongSumAggregate(call, average) : new DoubleSumAggregate(average);
            }
            case MIN, MAX -> {
                boolean greatest = call.kind() == AggregateKind.MAX;
                yield text ? new TextExtremeAggregate(greatest) : new ExtremeAggregate(type, greatest);
            }
            case VAR -> new VarianceAggregate(false);
            case STDDEV -> new VarianceAggregate(true);
            case FIRST -> new EdgeAggregate(type, false);
            case LAST -> new EdgeAggregate(type, true);
            case COUNT_DISTINCT -> new DistinctAggregate(type);
            case APPROX_DISTINCT -> new ApproxDistinctAggregate();
            case QUANTILE -> new QuantileAggregate(type, call.parameters().get(0));
            case TOP_K -> new TopAggregate(type, call.parameters().get(0).intValue());
        };
    }

    /**
     * Checks a call as {@link #create} does, for the planner.
     *
     * @throws IllegalArgumentException if the function does not take these arguments or parameters; names the call
     */
    public static void check(AggregateCall call) {
        AggregateKind kind = call.kind();
        int most = 1;
        int least = kind == AggregateKind.COUNT ? 0 : 1;
        int given = call.arguments().size();
        if (given < least || given > most) {
            throw new IllegalArgumentException(text(call) + ": " + name(kind) + " takes "
                    + (least == most ? "one argument" : "no argument or one") + ", not " + given);
        }
        if (given == 1 && !takes(kind, call.arguments().get(0).type())) {
            throw new IllegalArgumentException(text(call) + ": " + name(kind) + " does not take "
                    + call.arguments().get(0).type());
        }
        int parameters = kind == AggregateKind.QUANTILE || kind == AggregateKind.TOP_K ? 1 : 0;
        if (call.parameters().size() != parameters) {
            throw new IllegalArgumentException(text(call) + ": " + name(kind) + " takes " + parameters
                    + " parameters, not " + call.parameters().size());
        }
        if (parameters == 1) {
            checkParameter(call, call.parameters().get(0));
        }
    }

    private static void checkParameter(AggregateCall call, double value) {
        if (call.kind() == AggregateKind.QUANTILE && !(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(text(call) + ": the rank must be in [0, 1] (rank " + value + ")");
        }
        if (call.kind() == AggregateKind.TOP_K && !(value >= 1 && value <= 1_000_000 && value == Math.rint(value))) {
            throw new IllegalArgumentException(
                    text(call) + ": k must be a whole number in [1, 1000000] (k " + value + ")");
        }
    }

    private static boolean takes(AggregateKind kind, Type type) {
        return switch (kind) {
            case SUM, AVG, VAR, STDDEV, QUANTILE -> type == Type.BIGINT || type == Type.DOUBLE;
            case COUNT, MIN, MAX, FIRST, LAST, COUNT_DISTINCT, APPROX_DISTINCT, TOP_K -> type != Type.VARBINARY;
        };
    }

    private static String name(AggregateKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** The call as text: {@code sum(bytes)}. */
    static String text(AggregateCall call) {
        return call.arguments().stream()
                .map(Object::toString)
                .collect(Collectors.joining(", ", name(call.kind()) + "(", ")"));
    }

    /** The argument that the caller owes. */
    static Column required(@Nullable Column argument) {
        if (argument == null) {
            throw new IllegalArgumentException("the aggregate needs its argument's values");
        }
        return argument;
    }

    /** A count, and what follows it. */
    static List<Field> fields(String prefix, List<Field> more) {
        List<Field> fields = new ArrayList<>();
        fields.add(Field.nullable(prefix + "_count", Type.BIGINT));
        fields.addAll(more);
        return List.copyOf(fields);
    }
}
