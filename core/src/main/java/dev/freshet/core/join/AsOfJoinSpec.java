package dev.freshet.core.join;

import dev.freshet.core.operator.Operator;
import dev.freshet.core.schema.Schema;
import java.util.List;
import java.util.Locale;

/**
 * Joins each left row with the one right row of its key that is nearest in event time, as data: what {@code
 * pandas.merge_asof} does. Input 0 is the left stream, input 1 the right one. With a table whose rows are
 * the versions of their keys it is a {@link TableJoinSpec}.
 *
 * <p>Of several right rows of one time the last wins when looking backward and the first when looking forward, as in pandas;
 * where pandas goes by the order in its frame, this goes by source, partition and offset, and for rows without an offset by
 * the values of the columns in the results. So the result does not depend on the order of arrival.
 *
 * <p>A row is emitted once, when the watermark says that no better match can come. Its event time is the greater of both, or
 * its own where there is no match. Rows of one key come out in the order of their left rows' event times.
 *
 * @param inputs the two streams and their keys
 * @param kind {@link JoinKind#INNER} drops left rows without a match, {@link JoinKind#LEFT} keeps them
 * @param direction where to look
 * @param toleranceMs how far apart the two times may be, included; {@link #UNLIMITED} for any
 * @param allowExactMatches whether rows of the same time match
 * @param columns the results' columns, in this order
 * @param limits how much a task may hold
 */
public record AsOfJoinSpec(
        JoinInputs inputs,
        JoinKind kind,
        AsOfDirection direction,
        long toleranceMs,
        boolean allowExactMatches,
        List<JoinColumn> columns,
        JoinLimits limits)
        implements JoinSpec {
    /** Any two times are near enough. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    /** @throws IllegalArgumentException if a column is not there, two have one name, or the kind is another one */
    public AsOfJoinSpec {
        if (kind != JoinKind.INNER && kind != JoinKind.LEFT) {
            throw new IllegalArgumentException("an as-of join is inner or left (" + kind.text() + ")");
        }
        if (toleranceMs < 0) {
            throw new IllegalArgumentException("a tolerance must not be negative (" + toleranceMs + " ms)");
        }
        columns = List.copyOf(columns);
        inputs.output(kind, columns);
    }

    @Override
    public Schema outputSchema() {
        return inputs.output(kind, columns);
    }

    @Override
    public JoinSpec over(Schema left, Schema right, List<JoinColumn> newColumns) {
        return new AsOfJoinSpec(
                inputs.over(left, right), kind, direction, toleranceMs, allowExactMatches, newColumns, limits);
    }

    @Override
    public String describe() {
        return kind.text() + " as-of join " + inputs.text() + " "
                + direction.name().toLowerCase(Locale.ROOT)
                + (toleranceMs == UNLIMITED ? "" : " within " + toleranceMs + " ms")
                + (allowExactMatches ? "" : " without exact matches");
    }

    @Override
    public Operator create() {
        return new AsOfJoin(this);
    }

    /** How far the event time of a result may be behind the watermark that it comes after, in milliseconds. */
    long outputDelayMs() {
        return switch (direction) {
            case BACKWARD -> 0;
            case FORWARD -> kind == JoinKind.LEFT ? toleranceMs : 0;
            case NEAREST -> toleranceMs;
        };
    }
}
