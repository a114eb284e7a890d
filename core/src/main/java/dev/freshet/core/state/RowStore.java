package dev.freshet.core.state;

import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Bits;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are kept, in columns: a row is a slot, and slots of removed rows are given out again. No
 * object is made per row, unless their columns are outside the heap. Gives its arrays back when the last row is gone.
 */
public final class RowStore {
    private static final int FIRST_SLOTS = 16;

    private final Schema schema;
    private RowValues values;
    private final @Nullable RowOrigins origins;
    private long[] times = {};
    private long[] marks = {};
    private int[] nextFree = {};
    private int firstFree = -1;
    private int limit;
    private int size;

    /**
     * @param schema the columns that are kept
     * @param ordersTies whether rows of one time are ordered, by where they come from
     */
    public RowStore(Schema schema, boolean ordersTies) {
        this.schema = schema;
        this.origins = ordersTies ? new RowOrigins() : null;
        this.values = new ColumnValues(schema);
        reset();
    }

    /** Keeps the columns outside the heap from now on; before there are any rows. */
    public void spillTo(RowBytes rows) {
        values = new SpilledValues(schema, rows);
    }

    public int size() {
        return size;
    }

    public long time(int slot) {
        return times[slot];
    }

    /** Whether {@link #mark} was called for the row. */
    public boolean isMarked(int slot) {
        return Bits.get(marks, slot);
    }

    /** Sets the row's one bit, which its owner gives a meaning. */
    public void mark(int slot) {
        Bits.set(marks, slot);
    }

    /** The number of a batch's origin, for {@link #add}; any where ties are not ordered. */
    public int originNumber(Origin origin) {
        return origins == null ? 0 : origins.number(origin);
    }

    /**
     * Takes a row.
     *
     * @param columns one for each column that is kept
     * @return its slot
     */
    public int add(Column[] columns, int row, long timeMs, int originNumber, long offset) {
        int slot = newSlot(timeMs);
        values.set(slot, columns, row);
        if (origins != null) {
            origins.set(slot, originNumber, offset);
        }
        return slot;
    }

    /** Forgets a row; its slot is given out again. */
    public void remove(int slot) {
        values.clear(slot);
        nextFree[slot] = firstFree;
        firstFree = slot;
        size--;
        if (size == 0 && limit > FIRST_SLOTS) {
            reset();
        }
    }

    /** Where a row comes from, as its one offset; only where ties are ordered. */
    public Origin origin(int slot) {
        return origins == null ? Origin.DERIVED : origins.of(slot);
    }

    /** Puts a value into the builder's open row. */
    public void copy(int slot, int column, BatchBuilder into, int target) {
        values.copy(slot, column, into, target);
    }

    /** Orders two rows of one time: by source, partition and offset, then by their values, then by their bit. */
    public int compareTies(int slot, int other) {
        int order = origins == null ? 0 : origins.compare(slot, other);
        order = order == 0 ? values.compare(slot, other) : order;
        return order == 0 ? Boolean.compare(isMarked(slot), isMarked(other)) : order;
    }

    /** Whether rows of one time are ordered by where they come from. */
    public boolean ordersTies() {
        return origins != null;
    }

    /** Writes a row with where it comes from. */
    public void write(int slot, StateOutput to) {
        to.putLong(times[slot]);
        to.putUnsigned(isMarked(slot) ? 1 : 0);
        if (origins != null) {
            origins.write(slot, to);
        }
        values.write(slot, to);
    }

    /** Takes a row that {@link #write} has written; returns its slot. */
    public int read(StateInput from) {
        int slot = newSlot(from.getLong());
        if (from.getUnsigned() != 0) {
            mark(slot);
        }
        if (origins != null) {
            origins.read(slot, from);
        }
        values.read(slot, from);
        return slot;
    }

    public long sizeBytes() {
        long bytes = 12L * times.length + 8L * marks.length;
        bytes += values.sizeBytes();
        return origins == null ? bytes : bytes + origins.sizeBytes();
    }

    private int newSlot(long timeMs) {
        int slot = firstFree;
        if (slot >= 0) {
            firstFree = nextFree[slot];
        } else {
            slot = limit++;
            if (slot == times.length) {
                grow(2 * slot);
            }
        }
        times[slot] = timeMs;
        Bits.clear(marks, slot);
        size++;
        return slot;
    }

    private void grow(int slots) {
        times = Arrays.copyOf(times, slots);
        marks = Arrays.copyOf(marks, Bits.words(slots));
        nextFree = Arrays.copyOf(nextFree, slots);
        values.grow(slots);
        if (origins != null) {
            origins.resize(slots);
        }
    }

    private void reset() {
        values.reset();
        times = new long[0];
        marks = new long[0];
        nextFree = new int[0];
        firstFree = -1;
        limit = 0;
        grow(FIRST_SLOTS);
    }
}
