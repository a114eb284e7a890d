package dev.freshet.core.expr;

import dev.freshet.core.schema.Type;
import java.util.List;

/** Whether an expression can be an error of a row. */
public final class ExprErrors {
    private ExprErrors() {}

    /**
     * Whether there may be rows that the expression fails for. Judged by its functions, not by their values: a TRUE is
     * possible where no row fails, such as for {@code n / 2}; a FALSE is certain.
     */
    public static boolean canFail(Expr expr) {
        if (!(expr instanceof Expr.Call call)) {
            return false;
        }
        List<Expr> arguments = call.arguments();
        return !isTotal(call.function(), arguments, call.type())
                || arguments.stream().anyMatch(ExprErrors::canFail);
    }

    private static boolean isTotal(Function function, List<Expr> arguments, Type type) {
        return switch (function) {
            case AND, OR, NOT -> true;
            case EQ, NE, LT, LE, GT, GE, IS_DISTINCT_FROM, IS_NOT_DISTINCT_FROM, IN -> true;
            case IS_NULL, IS_NOT_NULL, IS_TRUE, IS_NOT_TRUE, IS_FALSE, IS_NOT_FALSE -> true;
            case CASE, COALESCE, NULLIF, TRY_CAST -> true;
            case REGEXP_LIKE, REGEXP_EXTRACT, STARTS_WITH, ENDS_WITH, CONTAINS, CHAR_LENGTH, POSITION -> true;
            case LOWER, UPPER, TRIM, LTRIM, RTRIM, CONCAT, JOIN, REPLACE, SPLIT_INDEX -> true;
            // A pattern of the row's own may be none.
            case LIKE -> arguments.get(1) instanceof Expr.Literal;
            case CAST ->
                type == Type.VARCHAR || type == Type.DOUBLE && arguments.get(0).type() == Type.BIGINT;
            default -> false;
        };
    }
}
