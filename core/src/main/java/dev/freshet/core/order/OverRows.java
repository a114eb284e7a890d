package dev.freshet.core.order;

import dev.freshet.core.aggregate.Aggregate;
import dev.freshet.core.aggregate.Aggregates;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import dev.freshet.core.state.SideRows;
import dev.freshet.core.time.Clamped;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An aggregate over the last rows of each key. What rows leave is kept as two stacks (Tangwongsan et al., "In-Order Sliding-Window
 * Aggregation in Worst-Case Constant Time", VLDB Journal 30, 2021, section 2): the older rows have each the state of themselves and
 * those up to the middle, the younger ones have one state together; when the older are used up, the younger become older. So a
 * row costs O(1) merges on average, also where an aggregate cannot take rows out again. What rows do not leave is one state.
 *
 * <p>States of rows are found by the rows' slots in the store, those of keys by the keys' slots.
 */
final class OverRows {
    private final AnalyticCall.Over over;
    /** By row: of itself. */
    private final Aggregate lifted;
    /** By row: of itself and the older rows behind it. */
    private final Aggregate older;
    /** By key: of the younger rows. */
    private final Aggregate younger;
    /** One slot, to put a result together. */
    private final Aggregate whole;

    private final Schema stateSchema;
    private int[] start = {};
    private int[] middle = {};

    OverRows(AnalyticCall.Over over) {
        this.over = over;
        lifted = Aggregates.create(over.call());
        older = Aggregates.create(over.call());
        younger = Aggregates.create(over.call());
        whole = Aggregates.create(over.call());
        whole.ensureSlots(1);
        stateSchema = new Schema(younger.partialFields("s"));
    }

    /**
     * Lifts rows.
     *
     * @param slots of the rows in the store, by position of the selection; negative for those that are not there
     * @param slotLimit above all slots that there have been
     */
    void lift(Batch batch, Column[] arguments, int[] slots, int slotLimit) {
        lifted.ensureSlots(slotLimit);
        older.ensureSlots(slotLimit);
        lifted.accumulate(batch, arguments, slots);
    }

    void ensureKeys(int keys) {
        younger.ensureSlots(keys);
        if (keys > start.length) {
            int capacity = Math.max(16, 2 * keys);
            start = Arrays.copyOf(start, capacity);
            middle = Arrays.copyOf(middle, capacity);
        }
    }

    /** The next row begins anew. */
    void begin(int key, int place) {
        younger.clear(key);
        start[key] = place;
        middle[key] = place;
    }

    /**
     * Takes the next row of a key, and puts the result for it.
     *
     * @param base the first row that it may see
     * @return null, or why there is no result
     */
    @Nullable
    String next(int key, int place, int base, SideRows rows, BatchBuilder out, int column) {
        younger.merge(key, lifted, rows.row(key, place));
        if (!over.isRolling()) {
            return younger.lower(key, out, column);
        }
        int from = Math.max(base, start[key]);
        if (over.rows() > 0) {
            from = (int) Math.max(from, place - over.rows() + 1);
        }
        leave(key, firstWithin(key, from, place, rows.time(key, place), rows), place + 1, rows);
        whole.clear(0);
        if (start[key] < middle[key]) {
            whole.merge(0, older, rows.row(key, start[key]));
        }
        whole.merge(0, younger, key);
        return whole.lower(0, out, column);
    }

    private int firstWithin(int key, int from, int end, long timeMs, SideRows rows) {
        int first = from;
        while (over.rangeMs() > 0 && first < end && Clamped.add(rows.time(key, first), over.rangeMs()) <= timeMs) {
            first++;
        }
        return first;
    }

    private void leave(int key, int first, int end, SideRows rows) {
        if (first > middle[key]) {
            turn(key, first, end, rows);
        }
        start[key] = first;
    }

    /** Makes the rows from {@code first} on the older ones. */
    private void turn(int key, int first, int end, SideRows rows) {
        for (int place = end - 1; place >= first; place--) {
            int row = rows.row(key, place);
            older.clear(row);
            older.merge(row, lifted, row);
            if (place + 1 < end) {
                older.merge(row, older, rows.row(key, place + 1));
            }
        }
        younger.clear(key);
        middle[key] = end;
    }

    /**
     * Leaves rows that no row at this time or later is over; the first row that is still needed.
     *
     * @param end behind the last row that came out
     */
    int neededFrom(int key, int end, long timeMs, SideRows rows) {
        if (!over.isRolling()) {
            return end;
        }
        int first = firstWithin(key, start[key], end, timeMs, rows);
        if (first > start[key]) {
            leave(key, first, end, rows);
        }
        return start[key];
    }

    /** The key's first rows are forgotten. */
    void removed(int key, int count) {
        start[key] = Math.max(0, start[key] - count);
        middle[key] = Math.max(0, middle[key] - count);
    }

    void clearRow(int row) {
        lifted.clear(row);
        older.clear(row);
    }

    void forget(int key) {
        begin(key, 0);
    }

    /** When a key's first row is of no use any more; {@link Long#MAX_VALUE} where only other rows make it so. */
    long uselessAt(int key, int end, SideRows rows) {
        return over.rangeMs() == 0 || start[key] >= end
                ? Long.MAX_VALUE
                : Clamped.add(rows.time(key, start[key]), over.rangeMs());
    }

    void write(int key, StateOutput to) {
        to.putUnsigned(start[key]);
        if (!over.isRolling()) {
            BatchBuilder state = new BatchBuilder(stateSchema);
            younger.writePartial(key, state, 0);
            state.endRow(0);
            to.putRow(state.build(Origin.DERIVED), 0, 0);
        }
    }

    void read(int key, StateInput from) {
        begin(key, (int) from.getUnsigned());
        if (!over.isRolling()) {
            BatchBuilder state = new BatchBuilder(stateSchema);
            from.getRow(state, 0);
            state.endRow(0);
            younger.mergePartials(state.build(Origin.DERIVED), 0, new int[] {key});
        }
    }

    /** Puts the stacks together again of rows that have been lifted again. */
    void restored(int key, int end, SideRows rows) {
        if (over.isRolling()) {
            turn(key, start[key], end, rows);
        }
    }

    long sizeBytes() {
        return lifted.sizeBytes() + older.sizeBytes() + younger.sizeBytes() + 8L * start.length;
    }
}
