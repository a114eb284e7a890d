package dev.freshet.core.aggregate;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Bits;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.LongColumn;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Type;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts rows, or the rows that have a value. */
final class CountAggregate implements Aggregate {
    private long[] counts = new long[0];

    @Override
    public void ensureSlots(int slots) {
        if (slots > counts.length) {
            counts = Arrays.copyOf(counts, Slots.capacity(slots, counts.length));
        }
    }

    @Override
    public void clear(int slot) {
        counts[slot] = 0;
    }

    @Override
    public void accumulate(Batch batch, Column[] arguments, int[] slots) {
        int size = batch.size();
        long[] nulls = arguments.length == 0 ? null : arguments[0].nulls();
        for (int i = 0; i < size; i++) {
            int slot = slots[i];
            if (slot >= 0 && (nulls == null || !Bits.get(nulls, batch.row(i)))) {
                counts[slot]++;
            }
        }
    }

    @Override
    public void merge(int into, Aggregate source, int from) {
        counts[into] += ((CountAggregate) source).counts[from];
    }

    @Override
    public List<Field> partialFields(String prefix) {
        return List.of(Field.required(prefix + "_count", Type.BIGINT));
    }

    @Override
    public void writePartial(int slot, BatchBuilder out, int firstColumn) {
        out.putLong(firstColumn, counts[slot]);
    }

    @Override
    public void mergePartials(Batch partials, int firstColumn, int[] slots) {
        LongColumn column = partials.longs(firstColumn);
        int size = partials.size();
        for (int i = 0; i < size; i++) {
            if (slots[i] >= 0) {
                counts[slots[i]] += column.get(partials.row(i));
            }
        }
    }

    @Override
    public @Nullable String lower(int slot, BatchBuilder out, int column) {
        out.putLong(column, counts[slot]);
        return null;
    }

    @Override
    public long sizeBytes() {
        return 8L * counts.length;
    }
}
