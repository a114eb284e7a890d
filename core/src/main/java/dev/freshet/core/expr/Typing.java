package dev.freshet.core.expr;

import static dev.freshet.core.expr.Arguments.allOf;
import static dev.freshet.core.expr.Arguments.atLeast;
import static dev.freshet.core.expr.Arguments.constantText;
import static dev.freshet.core.expr.Arguments.count;
import static dev.freshet.core.expr.Arguments.exactly;
import static dev.freshet.core.expr.Arguments.isNull;
import static dev.freshet.core.expr.Arguments.range;
import static dev.freshet.core.expr.Arguments.require;
import static dev.freshet.core.expr.Arguments.strict;
import static dev.freshet.core.expr.Arguments.unified;

import dev.freshet.core.expr.space.H3Cells;
import dev.freshet.core.expr.text.LikePattern;
import dev.freshet.core.expr.text.Regex;
import dev.freshet.core.expr.time.TimeUnit;
import dev.freshet.core.schema.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds the type of a call and puts the casts that its function wants into the tree. The only implicit conversions are
 * BIGINT to DOUBLE, NULL to any type, and a text constant to TIMESTAMP beside a TIMESTAMP.
 */
final class Typing {
    private Typing() {}

    static Expr call(Function function, List<Expr> arguments) {
        List<Expr> a = new ArrayList<>(arguments);
        return switch (function) {
            case AND, OR -> {
                atLeast(function, a, 2);
                allOf(function, a, 0, Type.BOOLEAN);
                yield strict(function, a, Type.BOOLEAN);
            }
            case NOT -> strict(function, exactly(function, a, Type.BOOLEAN), Type.BOOLEAN);
            case IS_TRUE, IS_NOT_TRUE, IS_FALSE, IS_NOT_FALSE ->
                new Expr.Call(function, exactly(function, a, Type.BOOLEAN), Type.BOOLEAN, false);
            case IS_NULL, IS_NOT_NULL -> {
                count(function, a, 1, 1);
                yield new Expr.Call(function, a, Type.BOOLEAN, false);
            }
            case EQ, NE, LT, LE, GT, GE -> {
                count(function, a, 2, 2);
                yield strict(function, unified(function, a), Type.BOOLEAN);
            }
            case IS_DISTINCT_FROM, IS_NOT_DISTINCT_FROM -> {
                count(function, a, 2, 2);
                yield new Expr.Call(function, unified(function, a), Type.BOOLEAN, false);
            }
            case IN -> in(a);
            case CASE -> caseOf(a);
            case COALESCE -> {
                atLeast(function, a, 1);
                List<Expr> same = unified(function, a);
                yield new Expr.Call(
                        function, same, same.get(0).type(), same.stream().allMatch(Expr::nullable));
            }
            case NULLIF -> {
                count(function, a, 2, 2);
                List<Expr> same = unified(function, a);
                yield new Expr.Call(function, same, same.get(0).type(), true);
            }
            case CAST, TRY_CAST -> throw new CallException(-1, function + " needs a type");
            case ADD, SUBTRACT -> sum(function, a);
            case MULTIPLY, DIVIDE, MOD -> {
                count(function, a, 2, 2);
                yield numeric(function, a);
            }
            case NEGATE, ABS, FLOOR, CEIL -> {
                count(function, a, 1, 1);
                yield numeric(function, a);
            }
            case ROUND -> {
                count(function, a, 1, 2);
                number(function, a, 0);
                if (a.size() > 1) {
                    require(function, a, 1, Type.BIGINT);
                }
                yield strict(function, a, a.get(0).type());
            }
            case POWER -> strict(function, exactly(function, a, Type.DOUBLE, Type.DOUBLE), Type.DOUBLE);
            case LN, LOG10, EXP, SQRT -> strict(function, exactly(function, a, Type.DOUBLE), Type.DOUBLE);
            default -> library(function, a);
        };
    }

    private static Expr library(Function function, List<Expr> a) {
        Type text = Type.VARCHAR;
        Type place = Type.DOUBLE;
        return switch (function) {
            case LIKE -> {
                count(function, a, 2, 3);
                allOf(function, a, 0, text);
                if (a.size() > 2) {
                    String escape = constantText(function, a, 2);
                    if (escape.codePointCount(0, escape.length()) != 1) {
                        throw new CallException(2, "ESCAPE takes one character, not '" + escape + "'");
                    }
                    likePattern(a.get(1), escape.codePointAt(0));
                }
                yield strict(function, a, Type.BOOLEAN);
            }
            case REGEXP_LIKE -> {
                count(function, a, 2, 2);
                allOf(function, a, 0, text);
                regex(function, a);
                yield strict(function, a, Type.BOOLEAN);
            }
            case REGEXP_EXTRACT -> extractText(a);
            case LOWER, UPPER -> strict(function, exactly(function, a, text), text);
            case CHAR_LENGTH -> strict(function, exactly(function, a, text), Type.BIGINT);
            case TRIM, LTRIM, RTRIM -> {
                count(function, a, 1, 2);
                if (a.size() == 1) {
                    a.add(Expr.Literal.of(" "));
                }
                yield strict(function, exactly(function, a, text, text), text);
            }
            case SUBSTRING -> {
                count(function, a, 2, 3);
                require(function, a, 0, text);
                allOf(function, a, 1, Type.BIGINT);
                yield strict(function, a, text);
            }
            case POSITION -> strict(function, exactly(function, a, text, text), Type.BIGINT);
            case STARTS_WITH, ENDS_WITH, CONTAINS -> strict(function, exactly(function, a, text, text), Type.BOOLEAN);
            case CONCAT, JOIN -> {
                atLeast(function, a, 1);
                allOf(function, a, 0, text);
                yield new Expr.Call(
                        function,
                        a,
                        text,
                        function == Function.JOIN && a.stream().anyMatch(Expr::nullable));
            }
            case REPLACE -> strict(function, exactly(function, a, text, text, text), text);
            case SPLIT_INDEX -> new Expr.Call(function, exactly(function, a, text, text, Type.BIGINT), text, true);
            case EXTRACT -> {
                count(function, a, 2, 2);
                unit(function, a, 0, true);
                require(function, a, 1, Type.TIMESTAMP);
                yield strict(function, a, Type.BIGINT);
            }
            case FLOOR_TO, CEIL_TO -> {
                count(function, a, 2, 2);
                require(function, a, 0, Type.TIMESTAMP);
                unit(function, a, 1, false);
                yield strict(function, a, Type.TIMESTAMP);
            }
            case TIME_BUCKET -> timeBucket(a);
            case ADD_MONTHS -> strict(function, exactly(function, a, Type.TIMESTAMP, Type.BIGINT), Type.TIMESTAMP);
            case H3_CELL -> {
                List<Expr> cell = exactly(function, a, place, place, Type.BIGINT);
                range(function, cell, 2, 0, H3Cells.FINEST);
                yield strict(function, cell, text);
            }
            case H3_DISK -> {
                List<Expr> cell = exactly(function, a, place, place, Type.BIGINT, Type.BIGINT);
                range(function, cell, 2, 0, H3Cells.FINEST);
                range(function, cell, 3, 0, H3Cells.WIDEST);
                yield strict(function, cell, text);
            }
            case GEOHASH -> {
                List<Expr> cell = exactly(function, a, place, place, Type.BIGINT);
                range(function, cell, 2, 1, 12);
                yield strict(function, cell, text);
            }
            case GRID_CELL -> {
                List<Expr> cell = exactly(function, a, place, place, place);
                if (cell.get(2) instanceof Expr.Literal size
                        && size.value() instanceof Double degrees
                        && !(degrees > 0 && degrees <= 180)) {
                    throw new CallException(2, "GRID_CELL takes a size in (0, 180] degrees, not " + degrees);
                }
                yield strict(function, cell, text);
            }
            case HAVERSINE_M -> strict(function, exactly(function, a, place, place, place, place), Type.DOUBLE);
            case IP_PREFIX -> {
                count(function, a, 2, 3);
                require(function, a, 0, text);
                allOf(function, a, 1, Type.BIGINT);
                range(function, a, 1, 0, 32);
                if (a.size() > 2) {
                    range(function, a, 2, 0, 128);
                }
                yield new Expr.Call(function, a, text, true);
            }
            default -> throw new CallException(-1, function + " is not a function of this kind");
        };
    }

    static Expr cast(Function function, Expr value, Type type) {
        if (value instanceof Expr.Literal literal && literal.value() == null) {
            return new Expr.Literal(type, null);
        }
        if (value.type() == type) {
            return value;
        }
        boolean possible = type != Type.VARBINARY
                && switch (value.type()) {
                    case BOOLEAN, DOUBLE -> type != Type.TIMESTAMP;
                    case TIMESTAMP -> type == Type.BIGINT || type == Type.VARCHAR;
                    case BIGINT, VARCHAR -> true;
                    case VARBINARY -> false;
                };
        if (!possible) {
            throw new CallException(0, "cannot cast " + value.type() + " to " + type);
        }
        return new Expr.Call(function, List.of(value), type, function == Function.TRY_CAST || value.nullable());
    }

    private static Expr sum(Function function, List<Expr> a) {
        count(function, a, 2, 2);
        Type left = a.get(0).type();
        Type right = a.get(1).type();
        if (left == Type.TIMESTAMP && right == Type.TIMESTAMP && function == Function.SUBTRACT) {
            return strict(function, a, Type.BIGINT);
        }
        boolean shifted = left == Type.TIMESTAMP && (right == Type.BIGINT || isNull(a.get(1)));
        boolean swapped = right == Type.TIMESTAMP && (left == Type.BIGINT || isNull(a.get(0)));
        if (shifted || (swapped && function == Function.ADD)) {
            require(function, a, shifted ? 1 : 0, Type.BIGINT);
            return strict(function, a, Type.TIMESTAMP);
        }
        return numeric(function, a);
    }

    private static Expr numeric(Function function, List<Expr> a) {
        boolean real = false;
        for (int i = 0; i < a.size(); i++) {
            Type type = a.get(i).type();
            if (!isNull(a.get(i)) && type != Type.BIGINT && type != Type.DOUBLE) {
                throw a.size() == 1
                        ? new CallException(0, function + " takes a number, not " + type)
                        : new CallException(
                                -1,
                                "cannot apply " + ExprText.symbol(function) + " to "
                                        + a.get(0).type() + " and " + a.get(1).type());
            }
            real |= type == Type.DOUBLE;
        }
        Type type = real ? Type.DOUBLE : Type.BIGINT;
        allOf(function, a, 0, type);
        return strict(function, a, type);
    }

    private static void number(Function function, List<Expr> a, int index) {
        Type type = a.get(index).type();
        if (isNull(a.get(index))) {
            a.set(index, new Expr.Literal(Type.DOUBLE, null));
        } else if (type != Type.BIGINT && type != Type.DOUBLE) {
            throw new CallException(index, function + " takes a number, not " + type);
        }
    }

    private static Expr in(List<Expr> a) {
        atLeast(Function.IN, a, 2);
        List<Expr> same = unified(Function.IN, a);
        for (int i = 1; i < same.size(); i++) {
            if (!(same.get(i) instanceof Expr.Literal)) {
                throw new CallException(i, "IN takes constants");
            }
        }
        return strict(Function.IN, same, Type.BOOLEAN);
    }

    private static Expr caseOf(List<Expr> a) {
        if (a.size() < 3 || a.size() % 2 == 0) {
            throw new CallException(-1, "CASE takes pairs of a condition and a value, and a last value");
        }
        List<Expr> values = new ArrayList<>();
        for (int i = 1; i < a.size(); i += 2) {
            require(Function.CASE, a, i - 1, Type.BOOLEAN);
            values.add(a.get(i));
        }
        values.add(a.get(a.size() - 1));
        List<Expr> same = unified(Function.CASE, values);
        for (int i = 0; i < same.size(); i++) {
            a.set(Math.min(2 * i + 1, a.size() - 1), same.get(i));
        }
        return new Expr.Call(Function.CASE, a, same.get(0).type(), same.stream().anyMatch(Expr::nullable));
    }

    private static Expr extractText(List<Expr> a) {
        count(Function.REGEXP_EXTRACT, a, 2, 3);
        require(Function.REGEXP_EXTRACT, a, 0, Type.VARCHAR);
        Regex regex = regex(Function.REGEXP_EXTRACT, a);
        if (a.size() > 2) {
            require(Function.REGEXP_EXTRACT, a, 2, Type.BIGINT);
            if (!(a.get(2) instanceof Expr.Literal literal) || !(literal.value() instanceof Long group)) {
                throw new CallException(2, "REGEXP_EXTRACT takes a constant group number");
            }
            if (group < 0 || group > regex.groups()) {
                throw new CallException(
                        2, "the regular expression has " + regex.groups() + " groups, so no group " + group);
            }
        }
        return new Expr.Call(Function.REGEXP_EXTRACT, a, Type.VARCHAR, true);
    }

    private static Regex regex(Function function, List<Expr> a) {
        String expression = constantText(function, a, 1);
        try {
            return Regex.compile(expression);
        } catch (IllegalArgumentException e) {
            throw new CallException(1, String.valueOf(e.getMessage()));
        }
    }

    private static void likePattern(Expr pattern, int escape) {
        if (pattern instanceof Expr.Literal literal && literal.value() instanceof String text) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            try {
                LikePattern.of(bytes, 0, bytes.length, escape);
            } catch (IllegalArgumentException e) {
                throw new CallException(1, String.valueOf(e.getMessage()));
            }
        }
    }

    private static Expr timeBucket(List<Expr> a) {
        count(Function.TIME_BUCKET, a, 2, 2);
        if (a.get(0) instanceof Expr.Literal literal && literal.value() instanceof String text) {
            try {
                a.set(0, Expr.Literal.of(java.time.Duration.parse(text).toMillis()));
            } catch (java.time.format.DateTimeParseException | ArithmeticException e) {
                throw new CallException(0, "'" + text + "' is not a duration such as 'PT5M'");
            }
        }
        require(Function.TIME_BUCKET, a, 0, Type.BIGINT);
        require(Function.TIME_BUCKET, a, 1, Type.TIMESTAMP);
        if (a.get(0) instanceof Expr.Literal literal && literal.value() instanceof Long ms && ms <= 0) {
            throw new CallException(0, "TIME_BUCKET takes an interval above 0, not " + ms + " ms");
        }
        return strict(Function.TIME_BUCKET, a, Type.TIMESTAMP);
    }

    private static void unit(Function function, List<Expr> a, int index, boolean extract) {
        String name = constantText(function, a, index).toUpperCase(Locale.ROOT);
        List<String> allowed = TimeUnit.names(extract);
        if (!allowed.contains(name)) {
            throw new CallException(index, "no unit " + name + " here (units: " + String.join(", ", allowed) + ")");
        }
        a.set(index, Expr.Literal.of(name));
    }
}
