package dev.freshet.core.window;

import dev.freshet.core.aggregate.AggregateCall;
import dev.freshet.core.aggregate.AggregateKind;
import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.schema.Schema;
import java.util.List;

/** Counts rows by key over a window that moves on by its slide: a hopping window with one count. */
public final class RollingCount {
    private RollingCount() {}

    /**
     * @param keys what to count by
     * @param window how far back to count, and how often to say so
     * @param name the count's column
     * @param input the rows that are counted
     */
    public static WindowAggregateSpec of(List<NamedExpr> keys, WindowSpec window, String name, Schema input) {
        AggregateCall count = new AggregateCall(AggregateKind.COUNT, List.of(), List.of(), name);
        return new WindowAggregateSpec(keys, window, List.of(count), input);
    }
}
