package dev.freshet.core.expr;

import dev.freshet.core.expr.time.TimestampText;
import dev.freshet.core.schema.Type;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes expressions as SQL, with the parentheses that they need and no others. */
final class ExprText {
    private static final int OR = 1;
    private static final int AND = 2;
    private static final int NOT = 3;
    private static final int COMPARE = 4;
    private static final int SUM = 5;
    private static final int PRODUCT = 6;
    private static final int SIGN = 7;
    private static final int ATOM = 8;

    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");

    private ExprText() {}

    static String of(Expr expr) {
        if (expr instanceof Expr.Column column) {
            return name(column.name());
        }
        if (expr instanceof Expr.Literal literal) {
            return literal(literal);
        }
        return call((Expr.Call) expr);
    }

    /** The function as the user wrote it. */
    static String symbol(Function function) {
        return switch (function) {
            case ADD -> "+";
            case SUBTRACT, NEGATE -> "-";
            case MULTIPLY -> "*";
            case DIVIDE -> "/";
            case MOD -> "%";
            case JOIN -> "||";
            case REGEXP_LIKE -> "RLIKE";
            default -> function.name();
        };
    }

    /** A column's name, in quotes where it needs them. */
    static String name(String name) {
        return PLAIN_NAME.matcher(name).matches() ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    private static String literal(Expr.Literal literal) {
        Object value = literal.value();
        if (value == null) {
            return literal.type() == Type.VARCHAR ? "NULL" : "CAST(NULL AS " + literal.type() + ")";
        }
        if (value instanceof String text) {
            return "'" + text.replace("'", "''") + "'";
        }
        if (literal.type() == Type.TIMESTAMP) {
            return "TIMESTAMP '" + TimestampText.format((Long) value) + "'";
        }
        return value instanceof Boolean truth ? (truth ? "TRUE" : "FALSE") : value.toString();
    }

    private static String call(Expr.Call call) {
        List<Expr> arguments = call.arguments();
        return switch (call.function()) {
            case AND -> infix(arguments, " AND ", AND);
            case OR -> infix(arguments, " OR ", OR);
            case NOT -> "NOT " + operand(arguments.get(0), NOT);
            case EQ -> infix(arguments, " = ", COMPARE + 1);
            case NE -> infix(arguments, " <> ", COMPARE + 1);
            case LT -> infix(arguments, " < ", COMPARE + 1);
            case LE -> infix(arguments, " <= ", COMPARE + 1);
            case GT -> infix(arguments, " > ", COMPARE + 1);
            case GE -> infix(arguments, " >= ", COMPARE + 1);
            case IS_DISTINCT_FROM -> infix(arguments, " IS DISTINCT FROM ", COMPARE + 1);
            case IS_NOT_DISTINCT_FROM -> infix(arguments, " IS NOT DISTINCT FROM ", COMPARE + 1);
            case IS_NULL, IS_NOT_NULL, IS_TRUE, IS_NOT_TRUE, IS_FALSE, IS_NOT_FALSE ->
                operand(arguments.get(0), COMPARE + 1) + " "
                        + call.function().name().replace('_', ' ');
            case IN ->
                operand(arguments.get(0), COMPARE + 1) + " IN (" + list(arguments.subList(1, arguments.size())) + ")";
            case LIKE ->
                infix(arguments.subList(0, 2), " LIKE ", COMPARE + 1)
                        + (arguments.size() > 2 ? " ESCAPE " + arguments.get(2) : "");
            case REGEXP_LIKE -> infix(arguments, " RLIKE ", COMPARE + 1);
            case ADD -> leftAssociative(arguments, " + ", SUM);
            case SUBTRACT -> leftAssociative(arguments, " - ", SUM);
            case MULTIPLY -> leftAssociative(arguments, " * ", PRODUCT);
            case DIVIDE -> leftAssociative(arguments, " / ", PRODUCT);
            case MOD -> leftAssociative(arguments, " % ", PRODUCT);
            case NEGATE -> "-" + operand(arguments.get(0), SIGN + 1);
            case JOIN -> infix(arguments, " || ", SIGN);
            case CASE -> caseText(arguments);
            case CAST, TRY_CAST -> call.function() + "(" + arguments.get(0) + " AS " + call.type() + ")";
            case EXTRACT -> "EXTRACT(" + word(arguments.get(0)) + " FROM " + arguments.get(1) + ")";
            case FLOOR_TO -> "FLOOR(" + arguments.get(0) + " TO " + word(arguments.get(1)) + ")";
            case CEIL_TO -> "CEIL(" + arguments.get(0) + " TO " + word(arguments.get(1)) + ")";
            case TRIM, LTRIM, RTRIM -> trim(call);
            default -> call.function() + "(" + list(arguments) + ")";
        };
    }

    private static String trim(Expr.Call call) {
        String side =
                call.function() == Function.TRIM ? "BOTH" : call.function() == Function.LTRIM ? "LEADING" : "TRAILING";
        return "TRIM(" + side + " " + call.arguments().get(1) + " FROM "
                + call.arguments().get(0) + ")";
    }

    private static String caseText(List<Expr> arguments) {
        StringBuilder text = new StringBuilder("CASE");
        int last = arguments.size() - 1;
        boolean typed = !isNull(arguments.get(last));
        for (int i = 1; i < last; i += 2) {
            typed |= !isNull(arguments.get(i));
        }
        for (int i = 0; i < last; i += 2) {
            text.append(" WHEN ").append(arguments.get(i)).append(" THEN ").append(value(arguments.get(i + 1), typed));
        }
        return text.append(" ELSE ")
                .append(value(arguments.get(last), typed))
                .append(" END")
                .toString();
    }

    /** A value beside others: where one of them shows the type, NULL needs none. */
    private static String value(Expr expr, boolean typed) {
        return typed && isNull(expr) ? "NULL" : expr.toString();
    }

    private static boolean isNull(Expr expr) {
        return expr instanceof Expr.Literal literal && literal.value() == null;
    }

    private static String word(Expr literal) {
        return literal instanceof Expr.Literal constant ? String.valueOf(constant.value()) : literal.toString();
    }

    private static String list(List<Expr> arguments) {
        return arguments.stream().map(Expr::toString).collect(Collectors.joining(", "));
    }

    private static String infix(List<Expr> arguments, String operator, int level) {
        return arguments.stream().map(a -> operand(a, level)).collect(Collectors.joining(operator));
    }

    private static String leftAssociative(List<Expr> arguments, String operator, int level) {
        return operand(arguments.get(0), level) + operator + operand(arguments.get(1), level + 1);
    }

    private static String operand(Expr expr, int level) {
        return level(expr) < level ? "(" + expr + ")" : expr.toString();
    }

    private static int level(Expr expr) {
        if (!(expr instanceof Expr.Call call)) {
            return expr instanceof Expr.Literal literal && isNegative(literal) ? SIGN : ATOM;
        }
        return switch (call.function()) {
            case OR -> OR;
            case AND -> AND;
            case NOT -> NOT;
            case EQ, NE, LT, LE, GT, GE, IS_DISTINCT_FROM, IS_NOT_DISTINCT_FROM, IN, LIKE, REGEXP_LIKE -> COMPARE;
            case IS_NULL, IS_NOT_NULL, IS_TRUE, IS_NOT_TRUE, IS_FALSE, IS_NOT_FALSE -> COMPARE;
            case ADD, SUBTRACT -> SUM;
            case MULTIPLY, DIVIDE, MOD -> PRODUCT;
            case NEGATE, JOIN -> SIGN;
            default -> ATOM;
        };
    }

    private static boolean isNegative(Expr.Literal literal) {
        return literal.value() instanceof Number number
                && number.toString().startsWith("-")
                && literal.type() != Type.TIMESTAMP;
    }
}
