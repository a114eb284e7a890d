package dev.freshet.core.state;

import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Column;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;

/** Values as bytes outside the heap. Two rows, the last ones that were looked at, stand in columns on the heap. */
final class SpilledValues implements RowValues {
    private static final int NONE = -1;
    private static final int AT_HAND = 2;

    private final RowBytes rows;
    private final ColumnValues hand;
    private final int[] slots = {NONE, NONE};
    private final StateOutput out = new StateOutput();
    private int oldest;

    SpilledValues(Schema schema, RowBytes rows) {
        this.rows = rows;
        hand = new ColumnValues(schema);
        hand.grow(AT_HAND);
    }

    @Override
    public void grow(int unused) {}

    @Override
    public void set(int slot, Column[] columns, int row) {
        int place = free();
        hand.set(place, columns, row);
        keep(slot, place);
    }

    @Override
    public void read(int slot, StateInput from) {
        int place = free();
        hand.read(place, from);
        keep(slot, place);
    }

    private void keep(int slot, int place) {
        slots[place] = slot;
        hand.write(place, out);
        rows.put(slot, out.take());
    }

    @Override
    public void clear(int slot) {
        rows.remove(slot);
        for (int place = 0; place < AT_HAND; place++) {
            if (slots[place] == slot) {
                hand.clear(place);
                slots[place] = NONE;
            }
        }
    }

    @Override
    public void copy(int slot, int column, BatchBuilder into, int target) {
        hand.copy(place(slot), column, into, target);
    }

    @Override
    public int compare(int slot, int other) {
        int place = place(slot);
        // Of two places the one that was looked at last is not given away next.
        return hand.compare(place, place(other));
    }

    @Override
    public void write(int slot, StateOutput to) {
        hand.write(place(slot), to);
    }

    @Override
    public void reset() {
        rows.clear();
        for (int place = 0; place < AT_HAND; place++) {
            if (slots[place] != NONE) {
                hand.clear(place);
                slots[place] = NONE;
            }
        }
    }

    @Override
    public long sizeBytes() {
        return hand.sizeBytes();
    }

    /** Where the row's values are at hand. */
    private int place(int slot) {
        for (int place = 0; place < AT_HAND; place++) {
            if (slots[place] == slot) {
                oldest = 1 - place;
                return place;
            }
        }
        int place = free();
        byte[] bytes = rows.get(slot);
        hand.read(place, new StateInput(bytes, 0, bytes.length));
        slots[place] = slot;
        return place;
    }

    private int free() {
        int place = oldest;
        oldest = 1 - place;
        if (slots[place] != NONE) {
            hand.clear(place);
            slots[place] = NONE;
        }
        return place;
    }
}
