package dev.freshet.core.expr.kernel;

import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.Function;
import dev.freshet.core.expr.text.Regex;
import dev.freshet.core.expr.time.TimeUnit;
import dev.freshet.core.schema.Type;
import java.util.ArrayList;
import java.util.List;

/** Which kernel computes which function, for which types. */
final class Kernels {
    private Kernels() {}

    static Kernel of(Expr.Call call) {
        List<Expr> arguments = call.arguments();
        return switch (call.function()) {
            case NOT -> new Truth.Not();
            case EQ -> new Comparison(Comparison.Relation.EQ);
            case NE -> new Comparison(Comparison.Relation.NE);
            case LT -> new Comparison(Comparison.Relation.LT);
            case LE -> new Comparison(Comparison.Relation.LE);
            case IS_DISTINCT_FROM -> new Distinct(true);
            case IS_NOT_DISTINCT_FROM -> new Distinct(false);
            case IS_NULL -> new Truth.IsNull(true);
            case IS_NOT_NULL -> new Truth.IsNull(false);
            case IS_TRUE -> new Truth.Is(true, false);
            case IS_NOT_TRUE -> new Truth.Is(true, true);
            case IS_FALSE -> new Truth.Is(false, false);
            case IS_NOT_FALSE -> new Truth.Is(false, true);
            case IN -> new InSet(arguments.get(0).type(), literals(arguments.subList(1, arguments.size())));
            case NULLIF -> new NullIf(new Choice(call.type()));
            case CAST -> new Cast(call.type(), false);
            case TRY_CAST -> new Cast(call.type(), true);
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, MOD ->
                call.type() == Type.DOUBLE
                        ? new DoubleArithmetic(call.function(), call.toString())
                        : new LongArithmetic(call.function(), call.type(), call.toString());
            case LIKE -> like(arguments);
            case REGEXP_LIKE -> new TextMatch.RegexLike(Regex.compile(text(arguments.get(1))));
            case REGEXP_EXTRACT ->
                new TextMatch.RegexExtract(
                        Regex.compile(text(arguments.get(1))),
                        arguments.size() > 2 ? (int) number(arguments.get(2)) : 0);
            case POWER -> new DoubleArithmetic(call.function(), call.toString());
            case NEGATE, ABS, FLOOR, CEIL, LN, LOG10, EXP, SQRT ->
                call.type() == Type.DOUBLE
                        ? new MathKernel.OfDouble(call.function(), call.toString())
                        : new MathKernel.OfLong(call.function(), call.toString());
            case ROUND -> new MathKernel.Round(call.toString());
            case LOWER, UPPER -> new TextKernel.CaseOf(call.function() == Function.UPPER);
            case SUBSTRING -> new TextKernel.Substring(call.toString());
            case TRIM, LTRIM, RTRIM -> new TextKernel.Trim(call.function());
            case CONCAT -> new TextKernel.Concat(true);
            case JOIN -> new TextKernel.Concat(false);
            case REPLACE -> new TextKernel.Replace();
            case SPLIT_INDEX -> new TextKernel.SplitIndex();
            case CHAR_LENGTH -> new TextQuestion.Length();
            case POSITION -> new TextQuestion.Position();
            case STARTS_WITH, ENDS_WITH, CONTAINS -> new TextQuestion.Holds(call.function());
            default -> timeOrSpace(call);
        };
    }

    private static Kernel timeOrSpace(Expr.Call call) {
        List<Expr> arguments = call.arguments();
        String text = call.toString();
        return switch (call.function()) {
            case EXTRACT -> new TimeKernel.Unit(call.function(), unit(arguments.get(0)), 1, text);
            case FLOOR_TO, CEIL_TO -> new TimeKernel.Unit(call.function(), unit(arguments.get(1)), 0, text);
            case TIME_BUCKET -> new TimeKernel.Bucket(text);
            case ADD_MONTHS -> new TimeKernel.AddMonths(text);
            case H3_CELL -> new SpaceKernel.Cell(false, text);
            case H3_DISK -> new DiskKernel(text);
            case GEOHASH -> new SpaceKernel.Cell(true, text);
            case GRID_CELL -> new SpaceKernel.Grid(text);
            case HAVERSINE_M -> new SpaceKernel.Distance(text);
            case IP_PREFIX ->
                new AddressKernel(arguments.stream().skip(1).allMatch(Expr.Literal.class::isInstance), text);
            default -> throw new IllegalArgumentException("no kernel computes " + text);
        };
    }

    private static TimeUnit unit(Expr expr) {
        return TimeUnit.valueOf(text(expr));
    }

    private static Kernel like(List<Expr> arguments) {
        int escape = arguments.size() > 2 ? text(arguments.get(2)).codePointAt(0) : -1;
        if (arguments.get(1) instanceof Expr.Literal literal && literal.value() instanceof String pattern) {
            return TextMatch.Like.of(pattern, escape);
        }
        return new TextMatch.LikeOfRow(escape);
    }

    private static List<Expr.Literal> literals(List<Expr> expressions) {
        List<Expr.Literal> literals = new ArrayList<>(expressions.size());
        for (Expr expr : expressions) {
            literals.add((Expr.Literal) expr);
        }
        return literals;
    }

    static String text(Expr expr) {
        if (expr instanceof Expr.Literal literal && literal.value() instanceof String text) {
            return text;
        }
        throw new IllegalArgumentException("not a text constant: " + expr);
    }

    static long number(Expr expr) {
        if (expr instanceof Expr.Literal literal && literal.value() instanceof Long number) {
            return number;
        }
        throw new IllegalArgumentException("not a BIGINT constant: " + expr);
    }
}
