package dev.freshet.core.join;

import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * What a join takes: two streams and the columns by which their rows are equal. Rows of both go to tasks by the hash of their
 * own side's keys, which is the same for equal values. A row with a NULL in its key equals none.
 *
 * @param left the rows of input 0
 * @param right the rows of input 1
 * @param leftKeys columns of the left rows; none, as on the right, to join all rows with all, in one task
 * @param rightKeys as many columns of the right rows, each of the type of the left one at its place
 */
public record JoinInputs(Schema left, Schema right, List<String> leftKeys, List<String> rightKeys)
        implements Serializable {
    /** @throws IllegalArgumentException if a key is no column, or the keys differ in number or type */
    public JoinInputs {
        leftKeys = List.copyOf(leftKeys);
        rightKeys = List.copyOf(rightKeys);
        if (leftKeys.size() != rightKeys.size()) {
            throw new IllegalArgumentException(
                    "both sides of a join need as many keys (left " + leftKeys + ", right " + rightKeys + ")");
        }
        for (int i = 0; i < leftKeys.size(); i++) {
            Field one = left.field(left.requireIndex(leftKeys.get(i)));
            Field other = right.field(right.requireIndex(rightKeys.get(i)));
            if (one.type() != other.type()) {
                throw new IllegalArgumentException("the keys '" + one.name() + "' and '" + other.name()
                        + "' of a join have different types (left " + one.type() + ", right " + other.type() + ")");
            }
        }
    }

    /** The same keys of rows with other columns. */
    JoinInputs over(Schema newLeft, Schema newRight) {
        return new JoinInputs(newLeft, newRight, leftKeys, rightKeys);
    }

    /** The rows of a side. */
    public Schema schema(JoinSide side) {
        return side == JoinSide.LEFT ? left : right;
    }

    /** The key columns of a side: its rows' hash says which task they go to. */
    public List<String> keys(JoinSide side) {
        return side == JoinSide.LEFT ? leftKeys : rightKeys;
    }

    int[] keyIndexes(JoinSide side) {
        return keys(side).stream().mapToInt(schema(side)::requireIndex).toArray();
    }

    /**
     * The results' rows.
     *
     * @throws IllegalArgumentException if there is no such column, two have one name, or the kind has no rows of its side
     */
    Schema output(JoinKind kind, List<JoinColumn> columns) {
        List<Field> fields = new ArrayList<>();
        for (JoinColumn column : columns) {
            if (column.side() == JoinSide.RIGHT && !kind.emitsPairs()) {
                throw new IllegalArgumentException(
                        "a " + kind.text() + " join has no columns of the right side ('" + column.column() + "')");
            }
            Schema schema = schema(column.side());
            Field field = schema.field(schema.requireIndex(column.column()));
            fields.add(new Field(column.name(), field.type(), field.nullable() || kind.mayMiss(column.side())));
        }
        if (fields.isEmpty()) {
            throw new IllegalArgumentException("a join needs a column in its results");
        }
        return new Schema(fields);
    }

    /** For people: {@code on user = buyer}. */
    String text() {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < leftKeys.size(); i++) {
            pairs.add(leftKeys.get(i) + " = " + rightKeys.get(i));
        }
        return pairs.isEmpty() ? "of all rows" : "on " + String.join(" and ", pairs);
    }
}
