package dev.freshet.core.expr.kernel;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.Function;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns expressions into nodes: chooses the kernels, and computes constant parts once. */
final class Compiler {
    private static final Batch ONE_ROW =
            new Batch(new Schema(List.of()), new Column[0], 1, new long[1], Origin.DERIVED, null, null);

    private Compiler() {}

    /**
     * Compiles an expression.
     *
     * @param sharing the nodes of tests that stand in several places
     */
    static Node compile(Expr expr, Sharing sharing) {
        if (expr instanceof Expr.Column column) {
            return new ColumnNode(column.index());
        }
        if (expr instanceof Expr.Literal literal) {
            return new ConstantNode(literal);
        }
        Expr.Call call = (Expr.Call) expr;
        return sharing.node(call, () -> compile(call, sharing));
    }

    private static Node compile(Expr.Call call, Sharing sharing) {
        boolean logic = call.function() == Function.AND || call.function() == Function.OR;
        List<Node> arguments = new ArrayList<>(call.arguments().size());
        for (Expr argument : logic ? Expense.cheapFirst(call.arguments()) : call.arguments()) {
            arguments.add(compile(argument, sharing));
        }
        Node node = node(call, arguments);
        if (arguments.stream().allMatch(Node::isConstant)) {
            Expr.Literal value = constant(node, call.type());
            if (value != null) {
                return new ConstantNode(value);
            }
        }
        return node;
    }

    /** The value of a node that is the same for all rows; null where it fails, so that it fails for the rows that need it. */
    private static Expr.@Nullable Literal constant(Node node, Type type) {
        boolean[] failed = new boolean[1];
        Column column = node.evaluate(new Frame(ONE_ROW, (row, message) -> failed[0] = true), new int[] {0}, 1);
        return failed[0] ? null : new Expr.Literal(type, (Serializable) column.value(0));
    }

    private static Node node(Expr.Call call, List<Node> arguments) {
        return switch (call.function()) {
            case AND -> new LogicNode(false, arguments);
            case OR -> new LogicNode(true, arguments);
            case CASE -> choice(call, arguments);
            case COALESCE -> new CoalesceNode(call.type(), arguments);
            case GT -> new CallNode(new Comparison(Comparison.Relation.LT), swapped(arguments));
            case GE -> new CallNode(new Comparison(Comparison.Relation.LE), swapped(arguments));
            case IN -> new CallNode(Kernels.of(call), arguments.subList(0, 1));
            default -> new CallNode(Kernels.of(call), arguments);
        };
    }

    private static Node choice(Expr.Call call, List<Node> arguments) {
        boolean presence = arguments.size() == 3
                && !arguments.get(0).isConstant()
                && arguments.get(1) instanceof ConstantNode taken
                && !taken.isNull()
                && arguments.get(2) instanceof ConstantNode other
                && other.isNull();
        return presence
                ? new PresenceNode(arguments.get(0), (ConstantNode) arguments.get(1))
                : new CaseNode(call.type(), arguments);
    }

    private static List<Node> swapped(List<Node> arguments) {
        return List.of(arguments.get(1), arguments.get(0));
    }
}
