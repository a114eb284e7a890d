package dev.freshet.core.state;

import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Column;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;

/** The columns of kept rows, by the rows' slots. */
interface RowValues {
    /** Makes room for this many slots. */
    void grow(int slots);

    /** Takes the values of a row for a slot that has none. */
    void set(int slot, Column[] columns, int row);

    /** Forgets a slot's values. */
    void clear(int slot);

    /** Puts a value into the builder's open row. */
    void copy(int slot, int column, BatchBuilder into, int target);

    /** Orders rows by their values, whatever they are; 0 for the same values alone. */
    int compare(int slot, int other);

    void write(int slot, StateOutput to);

    /** Takes what {@link #write} has written for a slot that has no values. */
    void read(int slot, StateInput from);

    /** Forgets everything, and gives the room back. */
    void reset();

    /** How much of the heap they take. */
    long sizeBytes();
}
