package dev.freshet.topologies.pipeline;

import dev.freshet.core.join.JoinLimits;
import dev.freshet.core.join.MultiJoinSpec;
import dev.freshet.core.schema.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * How several streams are joined with one by the same key, in one operator: {@code MultiJoin.with(payments, Join.inner().on("id
 * = order_id").within(…)).and(shipments, Join.left().on("id = order_id").within(…))}. Each join is inner or left, and its times
 * are those of its stream and of the left one. Columns are named as by {@link Join}, one stream after the other.
 */
public final class MultiJoin {
    private final Map<String, Join> others = new LinkedHashMap<>();
    private JoinLimits limits = JoinLimits.DEFAULT;

    private MultiJoin() {}

    /** With the first of the other streams. */
    public static MultiJoin with(Stream right, Join how) {
        return new MultiJoin().and(right, how);
    }

    /** With the streams of these names. */
    public static MultiJoin with(Map<String, Join> streams) {
        MultiJoin join = new MultiJoin();
        join.others.putAll(streams);
        return join;
    }

    /** With another stream. */
    public MultiJoin and(Stream right, Join how) {
        if (others.putIfAbsent(right.name(), how) != null) {
            throw new PipelineException(
                    "stream '" + right.name() + "' stands twice in the join: name it anew by 'select'");
        }
        return this;
    }

    /** How many rows a task may hold, of all streams together, and what happens beyond. */
    public MultiJoin limit(long maxRows, JoinLimits.WhenFull whenFull) {
        limits = Join.limits(maxRows, whenFull);
        return this;
    }

    /** The names of the other streams. */
    List<String> streams() {
        return List.copyOf(others.keySet());
    }

    /** The join of these rows. */
    MultiJoinSpec spec(Schema left, Function<String, Schema> schemas) {
        List<MultiJoinSpec.Input> inputs = new ArrayList<>();
        List<MultiJoinSpec.Column> columns = new ArrayList<>();
        left.names().forEach(name -> columns.add(new MultiJoinSpec.Column(0, name, name)));
        Set<String> taken = new HashSet<>(left.names());
        List<String> keys = new ArrayList<>();
        others.values().stream().limit(1).forEach(join -> keys.addAll(join.leftKeys()));
        inputs.add(new MultiJoinSpec.Input(left, keys, null));
        try {
            others.forEach((name, join) -> {
                if (!join.leftKeys().equals(keys)) {
                    throw new PipelineException("all streams of a join have one key of the left one (" + keys
                            + ", and '" + name + "' has " + join.leftKeys() + ")");
                }
                Schema right = schemas.apply(name);
                int input = inputs.size();
                inputs.add(join.input(left, right));
                join.shown(name, right, false, taken)
                        .forEach((column, shown) -> columns.add(new MultiJoinSpec.Column(input, column, shown)));
            });
            return new MultiJoinSpec(inputs, columns, limits);
        } catch (IllegalArgumentException e) {
            throw new PipelineException(String.valueOf(e.getMessage()));
        }
    }
}
