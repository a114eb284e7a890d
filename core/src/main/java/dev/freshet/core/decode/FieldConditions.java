package dev.freshet.core.decode;

import dev.freshet.core.decode.scan.FieldTest;
import dev.freshet.core.decode.scan.FieldTests;
import dev.freshet.core.decode.time.TimestampReader;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.Function;
import dev.freshet.core.schema.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds conjuncts that ask one column about constants: comparisons, a few values of IN, IS NOT NULL. Anything else is left to
 * the evaluator, as are texts in order and long lists, which it looks up in a table.
 *
 * @param specs of the slots, of which the first are the projected schema's columns
 */
record FieldConditions(FieldSpec[] specs) implements FieldCondition.Compiler {
    private static final int MAX_LISTED = 16;

    @Override
    public @Nullable FieldCondition compile(Expr conjunct) {
        if (!(conjunct instanceof Expr.Call call) || call.arguments().isEmpty()) {
            return null;
        }
        List<Expr> arguments = call.arguments();
        Function function = call.function();
        if (arguments.size() == 2 && arguments.get(0) instanceof Expr.Literal) {
            function = mirrored(function);
            arguments = List.of(arguments.get(1), arguments.get(0));
        }
        if (function == null || !(arguments.get(0) instanceof Expr.Column column)) {
            return null;
        }
        List<Object> constants = constants(arguments);
        FieldTest test = constants == null ? null : test(function, column, constants);
        return test == null || specs[column.index()].isSource() ? null : new FieldCondition(column.index(), test);
    }

    /** The values of all arguments but the first; null if one is no constant, or has none. */
    private static @Nullable List<Object> constants(List<Expr> arguments) {
        List<Object> values = new ArrayList<>();
        for (Expr argument : arguments.subList(1, arguments.size())) {
            if (!(argument instanceof Expr.Literal literal)) {
                return null;
            }
            Object value = literal.value();
            if (value == null) {
                return null;
            }
            values.add(value);
        }
        return values.size() > MAX_LISTED ? null : values;
    }

    private @Nullable FieldTest test(Function function, Expr.Column column, List<Object> constants) {
        FieldSpec spec = specs[column.index()];
        boolean nullable = spec.field().nullable();
        if (function == Function.IS_NOT_NULL) {
            return FieldTests.present(nullable);
        }
        if (constants.isEmpty()) {
            return null;
        }
        Type type = column.type();
        if (type == Type.VARCHAR) {
            return text(function, constants, nullable);
        }
        if (type == Type.DOUBLE && constants.size() == 1 && constants.get(0) instanceof Double bound) {
            DoublePredicate condition = condition(function, bound);
            return condition == null ? null : FieldTests.doubleThat(condition, nullable);
        }
        LongPredicate condition = type.isLong() ? condition(function, constants) : null;
        if (condition == null) {
            return null;
        }
        return type == Type.TIMESTAMP
                ? FieldTests.timeThat(condition, TimestampReader.of(spec.timeFormat()), nullable)
                : FieldTests.longThat(condition, nullable);
    }

    private static @Nullable FieldTest text(Function function, List<Object> constants, boolean nullable) {
        List<String> texts = constants.stream().map(String::valueOf).toList();
        return switch (function) {
            case EQ, IN -> FieldTests.textIn(texts, nullable);
            case NE -> FieldTests.textNotIn(texts, nullable);
            default -> null;
        };
    }

    private static @Nullable LongPredicate condition(Function function, List<Object> constants) {
        if (!constants.stream().allMatch(Long.class::isInstance)) {
            return null;
        }
        long[] values = constants.stream().mapToLong(value -> (Long) value).toArray();
        long bound = values[0];
        return switch (function) {
            case EQ -> value -> value == bound;
            case NE -> value -> value != bound;
            case LT -> value -> value < bound;
            case LE -> value -> value <= bound;
            case GT -> value -> value > bound;
            case GE -> value -> value >= bound;
            case IN -> value -> contains(values, value);
            default -> null;
        };
    }

    /** No record has NaN, so its place in the order does not matter where the bound is none. */
    private static @Nullable DoublePredicate condition(Function function, double bound) {
        if (Double.isNaN(bound)) {
            return null;
        }
        return switch (function) {
            case EQ, IN -> value -> value == bound;
            case NE -> value -> value != bound;
            case LT -> value -> value < bound;
            case LE -> value -> value <= bound;
            case GT -> value -> value > bound;
            case GE -> value -> value >= bound;
            default -> null;
        };
    }

    private static boolean contains(long[] values, long value) {
        for (long each : values) {
            if (each == value) {
                return true;
            }
        }
        return false;
    }

    /** The function with its two arguments changed; null if it is no comparison. */
    private static @Nullable Function mirrored(Function function) {
        return switch (function) {
            case EQ, NE -> function;
            case LT -> Function.GT;
            case LE -> Function.GE;
            case GT -> Function.LT;
            case GE -> Function.LE;
            default -> null;
        };
    }
}
