package dev.freshet.core.expr.kernel;

import dev.freshet.core.expr.Expr;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The tests of texts that stand more than once in some expressions, and their nodes: one for each test. */
final class Sharing {
    private final Map<Expr, Integer> uses = new HashMap<>();
    private final Map<Expr, SharedNode> nodes = new HashMap<>();

    private Sharing() {}

    /** Nothing is shared. */
    static Sharing none() {
        return new Sharing();
    }

    static Sharing among(List<Expr> exprs) {
        Sharing sharing = new Sharing();
        exprs.forEach(sharing::count);
        return sharing;
    }

    private void count(Expr expr) {
        if (expr instanceof Expr.Call call) {
            if (Expense.of(call) >= Expense.WORTH_KEEPING && Expense.cannotFail(call)) {
                uses.merge(call, 1, Integer::sum);
            }
            call.arguments().forEach(this::count);
        }
    }

    /** The node of a call: the shared one where it stands more than once, else what the maker makes. */
    Node node(Expr.Call call, Supplier<Node> maker) {
        if (uses.getOrDefault(call, 0) < 2) {
            return maker.get();
        }
        SharedNode shared = nodes.get(call);
        if (shared == null) {
            Node own = maker.get();
            if (own.isConstant()) {
                return own;
            }
            shared = new SharedNode(own);
            nodes.put(call, shared);
        }
        return shared;
    }

    /** What comes next is another batch. */
    void begin() {
        nodes.values().forEach(SharedNode::forget);
    }
}
