package dev.freshet.core.join;

import dev.freshet.core.join.JoinCondition.SameWindow;
import dev.freshet.core.operator.Operator;
import dev.freshet.core.operator.OperatorSpec;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Joins several streams by one key, as data: the rows of the first stream, each with the rows of every other one that match its
 * event time. What SQL gives for {@code a JOIN b ON … JOIN c ON …} where every condition speaks of {@code a}; but each row is
 * sent and kept once, and nothing is kept of pairs.
 *
 * <p>A row with one of every stream comes out when the last of them arrives; one that lacks any when nothing can match the
 * first stream's row any more. Its event time is the greatest of those that it has.
 *
 * @param inputs the streams, by the operator's inputs
 * @param columns the results' columns, in this order
 * @param limits how much a task may hold, of all streams together
 */
public record MultiJoinSpec(List<Input> inputs, List<Column> columns, JoinLimits limits) implements OperatorSpec {
    /**
     * A stream.
     *
     * @param schema its rows
     * @param keys columns of equal values: as many for each stream, of the same types; none to join all rows with all
     * @param with what of its rows goes with one of the first stream; null for the first stream itself
     */
    public record Input(
            Schema schema, List<String> keys, @Nullable With with) implements Serializable {
        public Input {
            keys = List.copyOf(keys);
        }
    }

    /**
     * How a stream is joined with the first one, which is the left side.
     *
     * @param kind {@link JoinKind#INNER} or {@link JoinKind#LEFT}
     * @param condition the times that match; of all streams intervals, or of all the same windows
     */
    public record With(JoinKind kind, JoinCondition condition) implements Serializable {
        public With {
            if (kind != JoinKind.INNER && kind != JoinKind.LEFT) {
                throw new IllegalArgumentException("a join of several streams is inner or left (" + kind.text() + ")");
            }
        }
    }

    /**
     * A column of the results.
     *
     * @param input whose it is, from 0
     * @param column its name there
     * @param name its name in the results, unique
     */
    public record Column(int input, String column, String name) implements Serializable {}

    /** @throws IllegalArgumentException if keys, conditions or columns do not fit */
    public MultiJoinSpec {
        inputs = List.copyOf(inputs);
        columns = List.copyOf(columns);
        if (inputs.size() < 2 || inputs.get(0).with() != null) {
            throw new IllegalArgumentException("a join needs a first stream, and others to go with it");
        }
        for (Input input : inputs.subList(1, inputs.size())) {
            new JoinInputs(inputs.get(0).schema(), input.schema(), inputs.get(0).keys(), input.keys());
        }
        requireOneWay(inputs);
        output(inputs, columns);
    }

    private static void requireOneWay(List<Input> inputs) {
        JoinCondition first = with(inputs, 1).condition();
        for (int i = 2; i < inputs.size(); i++) {
            JoinCondition other = with(inputs, i).condition();
            boolean fits = first instanceof SameWindow ? other.equals(first) : !(other instanceof SameWindow);
            if (!fits) {
                throw new IllegalArgumentException("all streams of a join are in one window, or all within intervals ("
                        + first.text() + ", " + other.text() + ")");
            }
        }
    }

    private static Schema output(List<Input> inputs, List<Column> columns) {
        List<Field> fields = new ArrayList<>();
        for (Column column : columns) {
            Schema schema = inputs.get(column.input()).schema();
            Field field = schema.field(schema.requireIndex(column.column()));
            boolean mayMiss = column.input() > 0 && with(inputs, column.input()).kind() == JoinKind.LEFT;
            fields.add(new Field(column.name(), field.type(), field.nullable() || mayMiss));
        }
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("a join needs a column in its results");
        }
        return new Schema(fields);
    }

    private static With with(List<Input> inputs, int input) {
        With with = inputs.get(input).with();
        if (with == null) {
            throw new IllegalArgumentException("only the first stream of a join goes with none");
        }
        return with;
    }

    /** How an input but the first is joined with that. */
    public With with(int input) {
        return with(inputs, input);
    }

    @Override
    public Schema outputSchema() {
        return output(inputs, columns);
    }

    /**
     * The same join of rows with other columns, for fewer columns in its results.
     *
     * @param schemas what is known of the rows of each stream: the keys and the columns at least
     */
    public MultiJoinSpec over(List<Schema> schemas, List<Column> newColumns) {
        List<Input> moved = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            moved.add(new Input(
                    schemas.get(i), inputs.get(i).keys(), inputs.get(i).with()));
        }
        return new MultiJoinSpec(moved, newColumns, limits);
    }

    @Override
    public String describe() {
        StringBuilder text = new StringBuilder("join of " + inputs.size() + " streams");
        for (int i = 1; i < inputs.size(); i++) {
            Input input = inputs.get(i);
            JoinInputs pair = new JoinInputs(
                    inputs.get(0).schema(), input.schema(), inputs.get(0).keys(), input.keys());
            text.append(i == 1 ? ": " : "; ")
                    .append(with(i).kind().text())
                    .append(' ')
                    .append(pair.text())
                    .append(' ')
                    .append(with(i).condition().text());
        }
        return text.toString();
    }

    @Override
    public Operator create() {
        return new MultiJoin(this);
    }

    /** How far the event time of a result may be behind the watermark that it comes after, in milliseconds. */
    long outputDelayMs() {
        boolean mayLack = false;
        long most = 0;
        for (int i = 1; i < inputs.size(); i++) {
            mayLack |= with(i).kind() == JoinKind.LEFT;
            most = Math.max(most, with(i).condition().outputDelayMs(JoinKind.LEFT));
        }
        boolean byWindow = with(1).condition() instanceof SameWindow;
        return mayLack || byWindow ? most : 0;
    }
}
