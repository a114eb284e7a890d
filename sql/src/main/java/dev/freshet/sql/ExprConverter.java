package dev.freshet.sql;

import dev.freshet.core.expr.CallException;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.Function;
import dev.freshet.core.schema.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlIntervalLiteral;
import org.apache.calcite.sql.SqlIntervalQualifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.fun.SqlBetweenOperator;
import org.apache.calcite.sql.fun.SqlCase;
import org.apache.calcite.sql.fun.SqlLikeOperator;
import org.apache.calcite.sql.fun.SqlTrimFunction;

/** Turns Calcite's tree of one expression into ours, resolving names against a schema and types by {@link Expr#call}. */
final class ExprConverter {
    private static final Map<SqlKind, Function> BY_KIND = Map.ofEntries(
            Map.entry(SqlKind.NOT, Function.NOT),
            Map.entry(SqlKind.EQUALS, Function.EQ),
            Map.entry(SqlKind.NOT_EQUALS, Function.NE),
            Map.entry(SqlKind.LESS_THAN, Function.LT),
            Map.entry(SqlKind.LESS_THAN_OR_EQUAL, Function.LE),
            Map.entry(SqlKind.GREATER_THAN, Function.GT),
            Map.entry(SqlKind.GREATER_THAN_OR_EQUAL, Function.GE),
            Map.entry(SqlKind.IS_DISTINCT_FROM, Function.IS_DISTINCT_FROM),
            Map.entry(SqlKind.IS_NOT_DISTINCT_FROM, Function.IS_NOT_DISTINCT_FROM),
            Map.entry(SqlKind.IS_NULL, Function.IS_NULL),
            Map.entry(SqlKind.IS_NOT_NULL, Function.IS_NOT_NULL),
            Map.entry(SqlKind.IS_UNKNOWN, Function.IS_NULL),
            Map.entry(SqlKind.IS_TRUE, Function.IS_TRUE),
            Map.entry(SqlKind.IS_NOT_TRUE, Function.IS_NOT_TRUE),
            Map.entry(SqlKind.IS_FALSE, Function.IS_FALSE),
            Map.entry(SqlKind.IS_NOT_FALSE, Function.IS_NOT_FALSE),
            Map.entry(SqlKind.TIMES, Function.MULTIPLY),
            Map.entry(SqlKind.DIVIDE, Function.DIVIDE),
            Map.entry(SqlKind.MOD, Function.MOD));

    private final CalciteParser.Parsed parsed;
    private final OpenSchema schema;
    private final Literals literals;

    ExprConverter(CalciteParser.Parsed parsed, OpenSchema schema) {
        this.parsed = parsed;
        this.schema = schema;
        this.literals = new Literals(parsed);
    }

    Expr convert(SqlNode node) {
        if (node instanceof SqlIdentifier identifier) {
            return column(identifier);
        }
        if (node instanceof SqlLiteral literal) {
            return literals.convert(literal);
        }
        if (node instanceof SqlCase cases) {
            return caseOf(cases);
        }
        if (node instanceof SqlCall call) {
            return call(call);
        }
        if (node instanceof SqlNodeList) {
            throw parsed.error(node, "a list of values cannot stand here");
        }
        throw parsed.error(node, "this is not supported in an expression");
    }

    private Expr column(SqlIdentifier identifier) {
        String name = String.join(".", identifier.names);
        if (identifier.isStar()) {
            throw parsed.error(identifier, "* cannot stand here");
        }
        if (schema.isUntyped(name)) {
            return Expr.Literal.NULL;
        }
        if (schema.known().indexOf(name) < 0) {
            throw parsed.error(identifier, Names.unknown("column", "columns", name, schema.names()));
        }
        return Expr.column(schema.known(), name);
    }

    /** Whether the expression's type may be any: an untyped column stands for NULL, and so does what is made of it. */
    boolean isUntyped(Expr expr) {
        return schema.isOpen() && isNull(expr);
    }

    private boolean anyUntyped(List<Expr> arguments) {
        return arguments.stream().anyMatch(this::isUntyped);
    }

    private Expr call(SqlCall call) {
        Function function = BY_KIND.get(call.getKind());
        if (function != null) {
            return typed(call, function, call.getOperandList());
        }
        return switch (call.getKind()) {
            case AND -> logic(call, Function.AND);
            case OR -> logic(call, Function.OR);
            case IN -> in(call);
            case NOT_IN -> Expr.call(Function.NOT, in(call));
            case BETWEEN -> between(call);
            case LIKE -> like(call, Function.LIKE);
            case RLIKE -> like(call, Function.REGEXP_LIKE);
            case PLUS -> shift(call, Function.ADD);
            case MINUS -> shift(call, Function.SUBTRACT);
            case PLUS_PREFIX -> operandOfSign(call);
            case MINUS_PREFIX -> minus(call);
            case CAST -> cast(call, false);
            case SAFE_CAST -> cast(call, true);
            case EXTRACT -> typedExprs(call, Function.EXTRACT, List.of(unit(call, 0), convert(call.operand(1))));
            case FLOOR -> rounded(call, Function.FLOOR, Function.FLOOR_TO);
            case CEIL -> rounded(call, Function.CEIL, Function.CEIL_TO);
            case TRIM -> trim(call);
            case POSITION -> typed(call, Function.POSITION, call.getOperandList());
            default -> named(call);
        };
    }

    private Expr named(SqlCall call) {
        String name = call.getOperator().getName();
        if (name.equals("||")) {
            return join(call);
        }
        if (name.equals("SUBSTRING")) {
            return typed(call, Function.SUBSTRING, call.getOperandList());
        }
        if (call.getOperator() instanceof org.apache.calcite.sql.SqlFunction) {
            if (call.getOperator().getNameAsId() != null
                    && call.getOperator().getNameAsId().names.size() > 1) {
                name = String.join(".", call.getOperator().getNameAsId().names);
            }
            Function function = Functions.find(name);
            if (function == null) {
                throw parsed.error(
                        call,
                        AggregateNames.find(name) != null
                                ? "the aggregate " + name + " cannot stand in an expression"
                                : Names.unknown("function", "functions", name, Functions.names()));
            }
            if (call.getFunctionQuantifier() != null) {
                throw parsed.error(call, "DISTINCT stands only in aggregates");
            }
            return typed(call, function, call.getOperandList());
        }
        throw parsed.error(call, name + " is not supported in an expression");
    }

    /** A AND B AND C as one call, however deep Calcite nested it. */
    private Expr logic(SqlCall call, Function function) {
        List<SqlNode> flat = new ArrayList<>();
        flatten(call, call.getKind(), flat);
        return typed(call, function, flat);
    }

    private Expr join(SqlCall call) {
        List<SqlNode> flat = new ArrayList<>();
        flatten(call, call.getKind(), flat);
        return typed(call, Function.JOIN, flat);
    }

    private static void flatten(SqlCall call, SqlKind kind, List<SqlNode> into) {
        for (SqlNode operand : call.getOperandList()) {
            if (operand instanceof SqlCall inner
                    && inner.getKind() == kind
                    && inner.getOperator().getName().equals(call.getOperator().getName())) {
                flatten(inner, kind, into);
            } else {
                into.add(operand);
            }
        }
    }

    private Expr in(SqlCall call) {
        if (!(call.operand(1) instanceof SqlNodeList items)) {
            throw parsed.error(call.operand(1), "IN takes a list of values; queries are not supported");
        }
        List<Expr> arguments = new ArrayList<>();
        arguments.add(convert(call.operand(0)));
        boolean constant = true;
        for (SqlNode item : items) {
            Expr expr = convert(item);
            constant &= expr instanceof Expr.Literal;
            arguments.add(expr);
        }
        if (constant) {
            return typedExprs(call, Function.IN, arguments);
        }
        List<Expr> equalities = new ArrayList<>();
        for (Expr item : arguments.subList(1, arguments.size())) {
            equalities.add(typedExprs(call, Function.EQ, List.of(arguments.get(0), item)));
        }
        return equalities.size() == 1 ? equalities.get(0) : Expr.call(Function.OR, equalities);
    }

    private Expr between(SqlCall call) {
        SqlBetweenOperator operator = (SqlBetweenOperator) call.getOperator();
        if (operator.flag == SqlBetweenOperator.Flag.SYMMETRIC) {
            throw parsed.error(call, "BETWEEN SYMMETRIC is not supported");
        }
        Expr value = convert(call.operand(0));
        Expr inside = Expr.call(
                Function.AND,
                typedExprs(call, Function.GE, List.of(value, convert(call.operand(1)))),
                typedExprs(call, Function.LE, List.of(value, convert(call.operand(2)))));
        return operator.isNegated() ? Expr.call(Function.NOT, inside) : inside;
    }

    private Expr like(SqlCall call, Function function) {
        SqlLikeOperator operator = (SqlLikeOperator) call.getOperator();
        if (!operator.isCaseSensitive()) {
            throw parsed.error(call, operator.getName() + " is not supported; use LOWER(…) LIKE");
        }
        Expr matches = typed(call, function, call.getOperandList());
        return operator.isNegated() ? Expr.call(Function.NOT, matches) : matches;
    }

    private Expr shift(SqlCall call, Function function) {
        for (int i = 0; i < 2; i++) {
            if (call.operand(i) instanceof SqlIntervalLiteral interval && Literals.isMonths(interval)) {
                if (i == 0 && function == Function.SUBTRACT) {
                    throw parsed.error(call, "nothing can be subtracted from an INTERVAL of months");
                }
                long months = literals.amount(interval);
                Expr signed = Expr.Literal.of(function == Function.ADD ? months : -months);
                return typedExprs(call, Function.ADD_MONTHS, List.of(convert(call.operand(1 - i)), signed));
            }
        }
        return typed(call, function, call.getOperandList());
    }

    private Expr operandOfSign(SqlCall call) {
        Expr operand = convert(call.operand(0));
        if (!isUntyped(operand) && operand.type() != Type.BIGINT && operand.type() != Type.DOUBLE) {
            throw parsed.error(call, "+ takes a number, not " + operand.type());
        }
        return operand;
    }

    private Expr minus(SqlCall call) {
        if (call.operand(0) instanceof SqlNumericLiteral number
                && Objects.requireNonNull(number.bigDecimalValue()).signum() >= 0) {
            return literals.number(number, true);
        }
        return typed(call, Function.NEGATE, call.getOperandList());
    }

    private Expr caseOf(SqlCase cases) {
        List<Expr> arguments = new ArrayList<>();
        for (int i = 0; i < cases.getWhenOperands().size(); i++) {
            SqlNode when = Objects.requireNonNull(cases.getWhenOperands().get(i));
            Expr condition = convert(when);
            if (cases.getValueOperand() != null) {
                condition = typedExprs(cases, Function.EQ, List.of(convert(cases.getValueOperand()), condition));
            } else if (condition.type() != Type.BOOLEAN && !isNull(condition)) {
                throw parsed.error(when, "WHEN takes BOOLEAN, not " + condition.type());
            }
            arguments.add(condition);
            arguments.add(convert(Objects.requireNonNull(cases.getThenOperands().get(i))));
        }
        SqlNode otherwise = cases.getElseOperand();
        arguments.add(otherwise == null ? Expr.Literal.NULL : convert(otherwise));
        return typedExprs(cases, Function.CASE, arguments);
    }

    private static boolean isNull(Expr expr) {
        return expr instanceof Expr.Literal literal && literal.value() == null;
    }

    private Expr cast(SqlCall call, boolean tries) {
        Expr value = convert(call.operand(0));
        Type type = type(call.operand(1));
        try {
            return tries ? Expr.tryCast(value, type) : Expr.cast(value, type);
        } catch (IllegalArgumentException e) {
            throw parsed.error(call, String.valueOf(e.getMessage()));
        }
    }

    private Type type(SqlNode node) {
        SqlDataTypeSpec spec = (SqlDataTypeSpec) node;
        String name = spec.getTypeName().getSimple().toUpperCase(Locale.ROOT);
        boolean bare = !(spec.getTypeNameSpec() instanceof SqlBasicTypeNameSpec basic)
                || (basic.getPrecision() < 0 && basic.getScale() < 0);
        if (bare) {
            switch (name) {
                case "BOOLEAN", "BIGINT", "DOUBLE", "VARCHAR", "TIMESTAMP" -> {
                    return Type.valueOf(name);
                }
                default -> {}
            }
        }
        throw parsed.error(
                node, "no type " + spec.toString() + " (types: BOOLEAN, BIGINT, DOUBLE, VARCHAR, TIMESTAMP)");
    }

    private Expr unit(SqlCall call, int index) {
        SqlIntervalQualifier qualifier = call.operand(index);
        String name = qualifier.timeFrameName != null ? qualifier.timeFrameName : qualifier.timeUnitRange.name();
        return Expr.Literal.of(name.toUpperCase(Locale.ROOT));
    }

    private Expr rounded(SqlCall call, Function plain, Function toUnit) {
        if (call.operandCount() == 2) {
            return typedExprs(call, toUnit, List.of(convert(call.operand(0)), unit(call, 1)));
        }
        return typed(call, plain, call.getOperandList());
    }

    private Expr trim(SqlCall call) {
        SqlTrimFunction.Flag flag = ((SqlLiteral) call.operand(0)).getValueAs(SqlTrimFunction.Flag.class);
        Function function = switch (Objects.requireNonNull(flag)) {
            case BOTH -> Function.TRIM;
            case LEADING -> Function.LTRIM;
            case TRAILING -> Function.RTRIM;
        };
        return typedExprs(call, function, List.of(convert(call.operand(2)), convert(call.operand(1))));
    }

    private Expr typed(SqlCall call, Function function, List<SqlNode> operands) {
        List<Expr> arguments = new ArrayList<>(operands.size());
        for (SqlNode operand : operands) {
            arguments.add(convert(operand));
        }
        if (anyUntyped(arguments)) {
            return Expr.Literal.NULL;
        }
        try {
            return Expr.call(function, arguments);
        } catch (CallException e) {
            boolean one = e.argument() >= 0 && e.argument() < operands.size();
            throw parsed.error(one ? operands.get(e.argument()) : call, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw parsed.error(call, String.valueOf(e.getMessage()));
        }
    }

    private Expr typedExprs(SqlCall call, Function function, List<Expr> arguments) {
        if (anyUntyped(arguments)) {
            return Expr.Literal.NULL;
        }
        try {
            return Expr.call(function, arguments);
        } catch (IllegalArgumentException e) {
            throw parsed.error(call, String.valueOf(e.getMessage()));
        }
    }
}
