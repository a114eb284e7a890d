package dev.freshet.sql;

import dev.freshet.core.aggregate.AggregateCall;
import dev.freshet.core.aggregate.AggregateKind;
import dev.freshet.core.aggregate.AggregateParameter;
import dev.freshet.core.aggregate.Aggregates;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.schema.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.jspecify.annotations.Nullable;

/** Turns Calcite's tree of one aggregate into an {@link AggregateCall}. */
final class AggregateConverter {
    private final CalciteParser.Parsed parsed;
    private final ExprConverter exprs;

    AggregateConverter(CalciteParser.Parsed parsed, OpenSchema schema) {
        this.parsed = parsed;
        this.exprs = new ExprConverter(parsed, schema);
    }

    /**
     * Converts, under the name that it has without an alias.
     *
     * @param node the whole expression
     */
    AggregateCall convert(SqlNode node) {
        if (node.getKind() == SqlKind.FILTER && node instanceof SqlCall filtered) {
            return convert(filtered.operand(0), filter(filtered.operand(1)));
        }
        return convert(node, null);
    }

    private Expr filter(SqlNode node) {
        Expr condition = exprs.convert(node);
        if (condition instanceof Expr.Literal literal && literal.value() == null) {
            return new Expr.Literal(Type.BOOLEAN, null);
        }
        if (condition.type() != Type.BOOLEAN) {
            throw parsed.error(node, "FILTER takes a condition, not " + condition.type());
        }
        return condition;
    }

    private AggregateCall convert(SqlNode node, @Nullable Expr filter) {
        if (!(node instanceof SqlCall call) || !(call.getOperator() instanceof org.apache.calcite.sql.SqlFunction)) {
            throw parsed.error(
                    node,
                    "an aggregate must stand here, such as sum(x) (aggregates: "
                            + String.join(", ", AggregateNames.all()) + ")");
        }
        boolean distinct = isDistinct(call);
        AggregateKind kind = kind(call, distinct);
        List<SqlNode> operands = call.getOperandList();
        boolean star = operands.size() == 1 && operands.get(0) instanceof SqlIdentifier name && name.isStar();
        if (star && kind != AggregateKind.COUNT) {
            throw parsed.error(operands.get(0), "only count takes *");
        }
        AggregateParameter parameter = kind.parameter();
        int given = star ? 0 : operands.size();
        int parameters = parameter == null ? 0 : 1;
        if (given < kind.leastArguments() + parameters || given > kind.mostArguments() + parameters) {
            throw parsed.error(
                    call, AggregateNames.of(kind) + " takes " + usage(kind) + ", not " + given + " arguments");
        }
        List<Expr> arguments = new ArrayList<>();
        for (int i = 0; i < given - parameters; i++) {
            arguments.add(argument(kind, i, operands.get(i)));
        }
        List<Double> constants =
                parameter == null ? List.of() : List.of(parameter(kind, parameter, operands.get(given - 1)));
        // These have a name of their own for it.
        boolean said = kind == AggregateKind.COUNT_DISTINCT || kind == AggregateKind.COLLECT_SET;
        String function = kind == AggregateKind.USER
                ? call.getOperator().getName().toLowerCase(Locale.ROOT)
                : AggregateNames.of(kind);
        String column = AggregateNames.column(function, arguments);
        AggregateCall made = new AggregateCall(kind, function, arguments, constants, distinct && !said, filter, column);
        if (kind == AggregateKind.USER && arguments.stream().noneMatch(exprs::isUntyped)) {
            checkUser(made, call);
        }
        return made;
    }

    private void checkUser(AggregateCall made, SqlCall call) {
        try {
            Aggregates.check(made);
        } catch (IllegalArgumentException e) {
            throw parsed.error(call, String.valueOf(e.getMessage()));
        }
    }

    private static boolean isDistinct(SqlCall call) {
        return call.getFunctionQuantifier() != null
                && call.getFunctionQuantifier().getValue() == SqlSelectKeyword.DISTINCT;
    }

    private AggregateKind kind(SqlCall call, boolean distinct) {
        String name = call.getOperator().getName();
        AggregateKind kind = AggregateNames.find(name);
        if (kind == null) {
            throw parsed.error(call, Names.unknown("aggregate", "aggregates", name, AggregateNames.all()));
        }
        if (!distinct) {
            return kind;
        }
        if (kind == AggregateKind.COUNT && call.operandCount() == 1) {
            return AggregateKind.COUNT_DISTINCT;
        }
        if (kind == AggregateKind.COLLECT_LIST) {
            return AggregateKind.COLLECT_SET;
        }
        if (!kind.takesDistinct()) {
            throw parsed.error(call, name.toLowerCase(Locale.ROOT) + " does not take DISTINCT");
        }
        return kind;
    }

    private Expr argument(AggregateKind kind, int index, SqlNode node) {
        Expr argument = exprs.convert(node);
        if (!exprs.isUntyped(argument) && !Aggregates.takes(kind, index, argument.type())) {
            throw parsed.error(node, AggregateNames.of(kind) + " takes " + wanted(kind) + ", not " + argument.type());
        }
        return argument;
    }

    private static String wanted(AggregateKind kind) {
        return switch (kind) {
            case BOOL_AND, BOOL_OR -> "a condition";
            case ARG_MIN, ARG_MAX -> "a number, TIMESTAMP or BOOLEAN to compare by";
            default -> "a number";
        };
    }

    private double parameter(AggregateKind kind, AggregateParameter parameter, SqlNode node) {
        Expr constant = exprs.convert(node);
        if (constant instanceof Expr.Literal literal
                && literal.value() instanceof Number number
                && (!parameter.isWhole() || literal.type() == Type.BIGINT)
                && parameter.allows(number.doubleValue())) {
            return number.doubleValue();
        }
        throw parsed.error(
                node, AggregateNames.of(kind) + " takes " + parameter.description() + " here, not " + constant);
    }

    private static String usage(AggregateKind kind) {
        AggregateParameter parameter = kind.parameter();
        if (parameter != null) {
            return "a value and a " + parameter.word();
        }
        if (kind == AggregateKind.COUNT) {
            return "nothing, * or one value";
        }
        return kind.mostArguments() == 1 ? "one value" : "two values";
    }
}
