package dev.freshet.sql;

import dev.freshet.core.aggregate.AggregateCall;
import dev.freshet.core.aggregate.AggregateKind;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.schema.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelectKeyword;

/** Turns Calcite's tree of one aggregate into an {@link AggregateCall}. */
final class AggregateConverter {
    private static final List<String> NAMES = Arrays.stream(AggregateKind.values())
            .map(kind -> kind.name().toLowerCase(Locale.ROOT))
            .toList();

    private final CalciteParser.Parsed parsed;
    private final ExprConverter exprs;

    AggregateConverter(CalciteParser.Parsed parsed, OpenSchema schema) {
        this.parsed = parsed;
        this.exprs = new ExprConverter(parsed, schema);
    }

    static boolean isAggregate(String name) {
        return NAMES.contains(name.toLowerCase(Locale.ROOT));
    }

    /**
     * Converts, under the name that it has without an alias.
     *
     * @param node the whole expression
     */
    AggregateCall convert(SqlNode node) {
        if (!(node instanceof SqlCall call) || !(call.getOperator() instanceof org.apache.calcite.sql.SqlFunction)) {
            throw parsed.error(node, "an aggregate must stand here, such as sum(x) (aggregates: " + names() + ")");
        }
        AggregateKind kind = kind(call);
        List<SqlNode> operands = call.getOperandList();
        boolean star = operands.size() == 1 && operands.get(0) instanceof SqlIdentifier name && name.isStar();
        if (star && kind != AggregateKind.COUNT) {
            throw parsed.error(operands.get(0), "only count takes *");
        }
        int parameters = kind == AggregateKind.QUANTILE || kind == AggregateKind.TOP_K ? 1 : 0;
        int given = star ? 0 : operands.size();
        boolean right = kind == AggregateKind.COUNT ? given <= 1 : given == 1 + parameters;
        if (!right) {
            throw parsed.error(call, key(kind) + " takes " + usage(kind) + ", not " + given + " arguments");
        }
        List<Expr> arguments = new ArrayList<>();
        List<Double> constants = new ArrayList<>();
        if (given > 0) {
            arguments.add(argument(kind, operands.get(0)));
        }
        if (parameters > 0) {
            constants.add(parameter(kind, operands.get(1)));
        }
        return new AggregateCall(kind, arguments, constants, defaultName(kind, arguments));
    }

    private AggregateKind kind(SqlCall call) {
        String name = call.getOperator().getName();
        if (!isAggregate(name)) {
            throw parsed.error(call, Names.unknown("aggregate", "aggregates", name, NAMES));
        }
        AggregateKind kind = AggregateKind.valueOf(name.toUpperCase(Locale.ROOT));
        if (call.getFunctionQuantifier() == null) {
            return kind;
        }
        boolean distinct = call.getFunctionQuantifier().getValue() == SqlSelectKeyword.DISTINCT;
        if (!distinct || kind != AggregateKind.COUNT || call.operandCount() != 1) {
            throw parsed.error(call, "DISTINCT stands only in count(DISTINCT x)");
        }
        return AggregateKind.COUNT_DISTINCT;
    }

    private Expr argument(AggregateKind kind, SqlNode node) {
        Expr argument = exprs.convert(node);
        boolean number = argument.type() == Type.BIGINT || argument.type() == Type.DOUBLE;
        boolean needsNumber = switch (kind) {
            case SUM, AVG, VAR, STDDEV, QUANTILE -> true;
            default -> false;
        };
        if (needsNumber && !number && !exprs.isUntyped(argument)) {
            throw parsed.error(node, key(kind) + " takes a number, not " + argument.type());
        }
        return argument;
    }

    private double parameter(AggregateKind kind, SqlNode node) {
        Expr constant = exprs.convert(node);
        if (constant instanceof Expr.Literal literal && literal.value() instanceof Number number) {
            double value = number.doubleValue();
            if (kind == AggregateKind.QUANTILE && value >= 0 && value <= 1) {
                return value;
            }
            if (kind == AggregateKind.TOP_K && literal.type() == Type.BIGINT && value >= 1 && value <= 100_000) {
                return value;
            }
        }
        throw parsed.error(
                node,
                kind == AggregateKind.QUANTILE
                        ? "quantile takes a constant rank from 0 to 1 here, not " + constant
                        : "top_k takes a constant count from 1 to 100000 here, not " + constant);
    }

    private static String usage(AggregateKind kind) {
        return switch (kind) {
            case COUNT -> "nothing, * or one value";
            case QUANTILE -> "a value and a rank";
            case TOP_K -> "a value and a count";
            default -> "one value";
        };
    }

    private static String defaultName(AggregateKind kind, List<Expr> arguments) {
        if (arguments.isEmpty()) {
            return key(kind);
        }
        String words =
                arguments.get(0).toString().replaceAll("[^\\p{L}\\p{N}]+", "_").replaceAll("^_|_$", "");
        return words.isEmpty() ? key(kind) : key(kind) + "_" + words;
    }

    private static String key(AggregateKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String names() {
        return String.join(", ", NAMES);
    }
}
