package dev.freshet.core.expr;

import dev.freshet.core.expr.time.TimestampText;
import dev.freshet.core.schema.Type;
import java.util.ArrayList;
import java.util.List;

/** Checks the arguments of a call one by one, and converts those that may be converted. */
final class Arguments {
    private Arguments() {}

    static String constantText(Function function, List<Expr> a, int index) {
        if (a.get(index) instanceof Expr.Literal literal && literal.value() instanceof String text) {
            return text;
        }
        throw new CallException(index, ExprText.symbol(function) + " takes a text constant here");
    }

    static void range(Function function, List<Expr> a, int index, long least, long most) {
        if (a.get(index) instanceof Expr.Literal literal
                && literal.value() instanceof Long value
                && (value < least || value > most)) {
            throw new CallException(index, function + " takes " + least + " to " + most + " here, not " + value);
        }
    }

    /** The arguments brought to their common type. */
    static List<Expr> unified(Function function, List<Expr> arguments) {
        Type common = null;
        for (Expr argument : arguments) {
            Type type = argument.type();
            if (isNull(argument) || type == common) {
                continue;
            }
            if (common == null) {
                common = type;
            } else if (isNumber(common) && isNumber(type)) {
                common = Type.DOUBLE;
            } else if (type == Type.TIMESTAMP || common == Type.TIMESTAMP) {
                common = Type.TIMESTAMP;
            } else {
                throw clash(function, common, type);
            }
        }
        Type type = common == null ? arguments.get(0).type() : common;
        List<Expr> same = new ArrayList<>(arguments.size());
        for (Expr argument : arguments) {
            same.add(convert(function, argument, type));
        }
        return same;
    }

    static Expr convert(Function function, Expr argument, Type type) {
        if (argument.type() == type) {
            return argument;
        }
        if (isNull(argument)) {
            return new Expr.Literal(type, null);
        }
        if (type == Type.DOUBLE && argument.type() == Type.BIGINT) {
            return argument instanceof Expr.Literal literal && literal.value() instanceof Long value
                    ? Expr.Literal.of((double) value)
                    : Typing.cast(Function.CAST, argument, type);
        }
        if (type == Type.TIMESTAMP
                && argument instanceof Expr.Literal literal
                && literal.value() instanceof String text) {
            return Expr.Literal.timestamp(TimestampText.parse(text));
        }
        throw clash(function, type, argument.type());
    }

    static CallException clash(Function function, Type left, Type right) {
        return new CallException(
                -1,
                switch (function) {
                    case CASE, COALESCE ->
                        "the values of " + function + " have types that do not go together: " + left + " and " + right;
                    case IN -> "IN cannot compare " + left + " with " + right;
                    default -> "cannot compare " + left + " with " + right;
                });
    }

    static boolean isNumber(Type type) {
        return type == Type.BIGINT || type == Type.DOUBLE;
    }

    static boolean isNull(Expr expr) {
        return expr instanceof Expr.Literal literal && literal.value() == null;
    }

    static Expr strict(Function function, List<Expr> arguments, Type type) {
        return new Expr.Call(function, arguments, type, arguments.stream().anyMatch(Expr::nullable));
    }

    static List<Expr> exactly(Function function, List<Expr> a, Type... types) {
        count(function, a, types.length, types.length);
        for (int i = 0; i < types.length; i++) {
            require(function, a, i, types[i]);
        }
        return a;
    }

    static void allOf(Function function, List<Expr> a, int from, Type type) {
        for (int i = from; i < a.size(); i++) {
            require(function, a, i, type);
        }
    }

    static void require(Function function, List<Expr> a, int index, Type type) {
        Expr argument = a.get(index);
        boolean fits =
                argument.type() == type || isNull(argument) || (type == Type.DOUBLE && argument.type() == Type.BIGINT);
        if (!fits) {
            throw new CallException(
                    index,
                    ExprText.symbol(function) + " takes " + type + " as argument " + (index + 1) + ", not "
                            + argument.type());
        }
        a.set(index, convert(function, argument, type));
    }

    static void atLeast(Function function, List<Expr> a, int least) {
        count(function, a, least, Integer.MAX_VALUE);
    }

    static void count(Function function, List<Expr> a, int least, int most) {
        if (a.size() < least || a.size() > most) {
            String wanted = least == most
                    ? String.valueOf(least)
                    : most == Integer.MAX_VALUE ? "at least " + least : least + " to " + most;
            throw new CallException(-1, function + " takes " + wanted + " arguments, not " + a.size());
        }
    }
}
