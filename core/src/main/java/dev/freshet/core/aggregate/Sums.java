package dev.freshet.core.aggregate;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;

/** Exact sums, one a slot. */
interface Sums<S extends Sums<S>> {
    void ensure(int slots);

    void clear(int slot);

    /** Adds a slot of another's. */
    void merge(int into, S source, int from);

    /** Writes a slot into as many columns as the sums' fields are. */
    void write(int slot, BatchBuilder out, int column);

    /** Adds what was written. */
    void read(int slot, Batch batch, int column, int row);

    long sizeBytes();
}
