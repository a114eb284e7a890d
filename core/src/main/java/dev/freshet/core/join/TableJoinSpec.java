package dev.freshet.core.join;

import dev.freshet.core.expr.Expr;
import dev.freshet.core.operator.Operator;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Joins each row of a stream with the version of a table's row that is valid at its event time, as data: what SQL calls {@code
 * FOR SYSTEM_TIME AS OF}. Input 0 is the stream; input 1 are the table's changes, each valid for its key from its own event time
 * to that of the next. Of several changes of one time the last one is valid, in the order of {@link AsOfJoinSpec}.
 *
 * <p>A row comes out once, with its own event time, when the watermark of both has passed it: so the result does not depend on
 * which came first.
 *
 * @param inputs the stream, the table's changes, and the keys
 * @param kind {@link JoinKind#INNER} drops rows for whose key nothing is valid, {@link JoinKind#LEFT} keeps them
 * @param table where the table is
 * @param deletion which changes say that nothing is valid from then on; null for none
 * @param columns the results' columns, in this order
 * @param limits how much a task may hold
 */
public record TableJoinSpec(
        JoinInputs inputs,
        JoinKind kind,
        TableKind table,
        @Nullable Deletion deletion,
        List<JoinColumn> columns,
        JoinLimits limits)
        implements JoinSpec {
    /**
     * Which changes are deletions: those for which a predicate is TRUE.
     *
     * @param predicate BOOLEAN, over the table's rows
     * @param text as it was written
     */
    public record Deletion(Expr predicate, String text) implements Serializable {
        public Deletion {
            if (predicate.type() != Type.BOOLEAN) {
                throw new IllegalArgumentException(
                        "a deletion needs a BOOLEAN (" + predicate + " is " + predicate.type() + ")");
            }
        }
    }

    /** @throws IllegalArgumentException if a column is not there, two have one name, or kind or limits are other ones */
    public TableJoinSpec {
        if (kind != JoinKind.INNER && kind != JoinKind.LEFT) {
            throw new IllegalArgumentException("a join with a table is inner or left (" + kind.text() + ")");
        }
        if (table == TableKind.BROADCAST && limits.whenFull() == JoinLimits.WhenFull.REFUSE) {
            throw new IllegalArgumentException(
                    "a broadcast table cannot refuse rows: tasks would have different ones ('when-full' must be fail)");
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
        Deletion moved =
                deletion == null ? null : new Deletion(deletion.predicate().over(right), deletion.text());
        return new TableJoinSpec(inputs.over(left, right), kind, table, moved, newColumns, limits);
    }

    @Override
    public String describe() {
        return kind.text() + " join " + inputs.text() + " with the version of its time"
                + (table == TableKind.BROADCAST ? ", the table in every task" : "")
                + (deletion == null ? "" : ", deleted where " + deletion.text());
    }

    @Override
    public Operator create() {
        return new AsOfJoin(this);
    }
}
