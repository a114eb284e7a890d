package dev.freshet.core.state;

import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Column;
import dev.freshet.core.schema.Type;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;

/** One column of the rows that are kept, by the rows' slots. */
abstract sealed class Cells permits FixedCells, BytesCells {
    static Cells of(Type type) {
        return type.isBytes() ? new BytesCells() : new FixedCells(type);
    }

    /** Makes room for this many slots. */
    abstract void grow(int slots);

    /** Takes the value of a row, null included, for a slot that has none. */
    abstract void set(int slot, Column column, int row);

    /** Forgets the slot's value. */
    abstract void clear(int slot);

    /** Puts the slot's value into the builder's open row. */
    abstract void copy(int slot, BatchBuilder into, int column);

    /** Orders values, whatever they are, without regard to what they mean; 0 for the same value alone. */
    abstract int compare(int slot, int other);

    abstract void write(int slot, StateOutput to);

    abstract void read(int slot, StateInput from);

    abstract long sizeBytes();
}
