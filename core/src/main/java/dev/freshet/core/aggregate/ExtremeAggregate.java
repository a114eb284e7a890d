package dev.freshet.core.aggregate;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Bits;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.DoubleColumn;
import dev.freshet.core.batch.LongColumn;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Type;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The least or greatest of values that are held in 64 bits. They are compared as {@link OrderedBits}; complementing these
 * reverses their order, so that both extremes are a minimum.
 */
final class ExtremeAggregate implements Aggregate {
    private final Type type;
    private final long flip;
    private long[] least = new long[0];
    private boolean[] present = new boolean[0];

    ExtremeAggregate(Type type, boolean greatest) {
        this.type = type;
        this.flip = greatest ? -1 : 0;
    }

    @Override
    public void ensureSlots(int slots) {
        int before = least.length;
        if (slots > before) {
            least = Arrays.copyOf(least, Slots.capacity(slots, before));
            present = Arrays.copyOf(present, least.length);
            Arrays.fill(least, before, least.length, Long.MAX_VALUE);
        }
    }

    @Override
    public void clear(int slot) {
        least[slot] = Long.MAX_VALUE;
        present[slot] = false;
    }

    @Override
    public void accumulate(Batch batch, Column[] arguments, int[] slots) {
        Column column = arguments[0];
        if (column instanceof LongColumn values) {
            accumulateLongs(batch, values.values(), values.nulls(), slots);
        } else if (column instanceof DoubleColumn values) {
            accumulateDoubles(batch, values.values(), values.nulls(), slots);
        } else {
            accumulateOthers(batch, column, slots);
        }
    }

    private void accumulateLongs(Batch batch, long[] values, long @Nullable [] nulls, int[] slots) {
        int size = batch.size();
        for (int i = 0; i < size; i++) {
            int row = batch.row(i);
            if (slots[i] >= 0 && (nulls == null || !Bits.get(nulls, row))) {
                take(slots[i], values[row] ^ flip);
            }
        }
    }

    private void accumulateDoubles(Batch batch, double[] values, long @Nullable [] nulls, int[] slots) {
        int size = batch.size();
        for (int i = 0; i < size; i++) {
            int row = batch.row(i);
            if (slots[i] >= 0 && (nulls == null || !Bits.get(nulls, row))) {
                take(slots[i], OrderedBits.of(values[row]) ^ flip);
            }
        }
    }

    private void accumulateOthers(Batch batch, Column column, int[] slots) {
        int size = batch.size();
        for (int i = 0; i < size; i++) {
            int row = batch.row(i);
            if (slots[i] >= 0 && !column.isNull(row)) {
                take(slots[i], OrderedBits.of(column, row) ^ flip);
            }
        }
    }

    private void take(int slot, long value) {
        present[slot] = true;
        if (value < least[slot]) {
            least[slot] = value;
        }
    }

    @Override
    public void merge(int into, Aggregate source, int from) {
        ExtremeAggregate other = (ExtremeAggregate) source;
        if (other.present[from]) {
            take(into, other.least[from]);
        }
    }

    @Override
    public List<Field> partialFields(String prefix) {
        return List.of(Field.nullable(prefix + "_value", type));
    }

    @Override
    public void writePartial(int slot, BatchBuilder out, int firstColumn) {
        if (present[slot]) {
            OrderedBits.put(least[slot] ^ flip, type, out, firstColumn);
        }
    }

    @Override
    public void mergePartials(Batch partials, int firstColumn, int[] slots) {
        accumulate(partials, new Column[] {partials.column(firstColumn)}, slots);
    }

    @Override
    public @Nullable String lower(int slot, BatchBuilder out, int column) {
        writePartial(slot, out, column);
        return null;
    }

    @Override
    public long sizeBytes() {
        return 9L * least.length;
    }
}
