package dev.freshet.core.join;

import dev.freshet.core.operator.Operator;
import dev.freshet.core.schema.Schema;
import java.util.List;

/**
 * Joins two streams by key and by a condition on their event times, as data: an interval join or a window join. Input 0 is
 * the left stream, input 1 the right one.
 *
 * <p>A pair is emitted when the later of its two rows arrives; its event time is the greater of both. A row without a match
 * is emitted once, with its own event time, when the watermark says that none can come any more.
 *
 * @param inputs the two streams and their keys
 * @param kind which rows come out
 * @param condition which times match
 * @param columns the results' columns, in this order
 * @param limits how much a task may hold
 */
public record StreamJoinSpec(
        JoinInputs inputs, JoinKind kind, JoinCondition condition, List<JoinColumn> columns, JoinLimits limits)
        implements JoinSpec {
    /** @throws IllegalArgumentException if a column is not there, or two have one name */
    public StreamJoinSpec {
        columns = List.copyOf(columns);
        inputs.output(kind, columns);
    }

    @Override
    public Schema outputSchema() {
        return inputs.output(kind, columns);
    }

    @Override
    public JoinSpec over(Schema left, Schema right, List<JoinColumn> newColumns) {
        return new StreamJoinSpec(inputs.over(left, right), kind, condition, newColumns, limits);
    }

    @Override
    public String describe() {
        return kind.text() + " join " + inputs.text() + " " + condition.text();
    }

    @Override
    public Operator create() {
        return new StreamJoin(this);
    }
}
