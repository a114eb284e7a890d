package dev.freshet.core.aggregate;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.LongColumn;
import java.util.Arrays;

/** What sums and averages have in common: a count and an exact sum a slot. */
abstract class SumAggregate<S extends Sums<S>> implements Aggregate {
    final boolean average;
    final S sums;
    long[] counts = new long[0];

    SumAggregate(S sums, boolean average) {
        this.sums = sums;
        this.average = average;
    }

    @Override
    public final void ensureSlots(int slots) {
        if (slots > counts.length) {
            counts = Arrays.copyOf(counts, Slots.capacity(slots, counts.length));
            sums.ensure(counts.length);
        }
    }

    @Override
    public final void clear(int slot) {
        counts[slot] = 0;
        sums.clear(slot);
    }

    @Override
    public final void merge(int into, Aggregate source, int from) {
        @SuppressWarnings("unchecked") // states of one call are of one class
        SumAggregate<S> other = (SumAggregate<S>) source;
        counts[into] += other.counts[from];
        sums.merge(into, other.sums, from);
    }

    @Override
    public final void writePartial(int slot, BatchBuilder out, int firstColumn) {
        if (counts[slot] != 0) {
            out.putLong(firstColumn, counts[slot]);
            sums.write(slot, out, firstColumn + 1);
        }
    }

    @Override
    public final void mergePartials(Batch partials, int firstColumn, int[] slots) {
        LongColumn column = partials.longs(firstColumn);
        int size = partials.size();
        for (int i = 0; i < size; i++) {
            int slot = slots[i];
            int row = partials.row(i);
            if (slot >= 0 && !column.isNull(row)) {
                counts[slot] += column.get(row);
                sums.read(slot, partials, firstColumn + 1, row);
            }
        }
    }

    @Override
    public final long sizeBytes() {
        return 8L * counts.length + sums.sizeBytes();
    }
}
