package dev.freshet.core.aggregate;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Column;
import dev.freshet.core.expr.RowErrors;
import dev.freshet.core.schema.Field;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One aggregate over many groups: the states live in arrays indexed by a dense slot number that the caller gives out.
 * Lift, combine and lower of Tangwongsan et al., "General Incremental Sliding-Window Aggregation" (VLDB 2015), over
 * columns. A partial state can leave as columns of a batch, be merged elsewhere, and gives the same result there.
 *
 * <p>Not thread-safe: one instance belongs to one operator.
 */
public interface Aggregate {
    /** Makes room for slots {@code [0, slots)}; new ones are empty. */
    void ensureSlots(int slots);

    /** Makes a slot empty, and frees what it holds beyond its place in arrays. */
    void clear(int slot);

    /** Few more rows are to be expected: gives back room that states have taken for them. */
    default void fit() {}

    /**
     * Lifts rows into states.
     *
     * @param batch gives selection, event times and origins
     * @param arguments the values of {@link AggregateCall#inputs} by physical row
     * @param slots the slot of each position of the selection; negative to leave the row out
     */
    void accumulate(Batch batch, Column[] arguments, int[] slots);

    /**
     * The same into slots that are empty, where the rows that code of a user's own throws for are told, and are in no state.
     *
     * @param failed may be told of a row once an aggregate
     */
    default void accumulate(Batch batch, Column[] arguments, int[] slots, RowErrors failed) {
        accumulate(batch, arguments, slots);
    }

    /** Combines slot {@code from} of an aggregate of the same call, perhaps this one, into slot {@code into}; {@code from} stays as it is. */
    void merge(int into, Aggregate source, int from);

    /** The columns that a partial state takes, named {@code prefix} and a suffix each. */
    List<Field> partialFields(String prefix);

    /** Puts a slot's partial state into the open row, in the columns from {@code firstColumn} on. */
    void writePartial(int slot, BatchBuilder out, int firstColumn);

    /**
     * Combines the partial states of a batch's rows.
     *
     * @param firstColumn where the columns of {@link #partialFields} begin in the batch
     * @param slots the slot of each position of the selection; negative to leave the row out
     */
    void mergePartials(Batch partials, int firstColumn, int[] slots);

    /**
     * Puts a slot's result into the open row; nothing for NULL.
     *
     * @return null, or why there is no result, with the values: {@code sum(bytes) = 9223372036854775808 is beyond BIGINT}; the
     *     column is then left NULL, and the row is for the dead letters
     */
    @Nullable
    String lower(int slot, BatchBuilder out, int column);

    /** About how many bytes the states hold. */
    long sizeBytes();
}
