package dev.freshet.core.aggregate;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Bits;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.DoubleColumn;
import dev.freshet.core.batch.LongColumn;
import dev.freshet.core.schema.Field;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Variance and standard deviation, {@code (n Σx² − (Σx)²) / (n (n − 1))} of a sample or {@code / n²} of a population, over
 * exact sums, rounded once: no cancellation and no dependence on order. NaN if a value is NaN or infinite.
 */
final class VarianceAggregate implements Aggregate {
    private static final long LOW_HALF = 0xFFFFFFFFL;
    private static final long EXACT_AS_DOUBLE = 1L << 53;

    private final boolean root;
    private final boolean population;
    private final DoubleSums sums = new DoubleSums(2);
    private final DoubleSums squares = new DoubleSums(3);
    private long[] counts = new long[0];

    /** @param kind one of VAR, STDDEV, VAR_POP, STDDEV_POP */
    VarianceAggregate(AggregateKind kind) {
        root = kind == AggregateKind.STDDEV || kind == AggregateKind.STDDEV_POP;
        population = kind == AggregateKind.VAR_POP || kind == AggregateKind.STDDEV_POP;
    }

    @Override
    public void ensureSlots(int slots) {
        if (slots > counts.length) {
            counts = Arrays.copyOf(counts, Slots.capacity(slots, counts.length));
            sums.ensure(counts.length);
            squares.ensure(counts.length);
        }
    }

    @Override
    public void clear(int slot) {
        counts[slot] = 0;
        sums.clear(slot);
        squares.clear(slot);
    }

    @Override
    public void accumulate(Batch batch, Column[] arguments, int[] slots) {
        Column column = arguments[0];
        if (column instanceof LongColumn longs) {
            accumulateLongs(batch, longs, slots);
        } else {
            accumulateDoubles(batch, (DoubleColumn) column, slots);
        }
    }

    private void accumulateDoubles(Batch batch, DoubleColumn column, int[] slots) {
        long[] nulls = column.nulls();
        int size = batch.size();
        for (int i = 0; i < size; i++) {
            int slot = slots[i];
            int row = batch.row(i);
            if (slot >= 0 && (nulls == null || !Bits.get(nulls, row))) {
                counts[slot]++;
                sums.add(slot, column.get(row));
                squares.addSquare(slot, column.get(row));
            }
        }
    }

    private void accumulateLongs(Batch batch, LongColumn column, int[] slots) {
        long[] nulls = column.nulls();
        int size = batch.size();
        for (int i = 0; i < size; i++) {
            int slot = slots[i];
            int row = batch.row(i);
            if (slot >= 0 && (nulls == null || !Bits.get(nulls, row))) {
                counts[slot]++;
                long value = column.get(row);
                if (value >= -EXACT_AS_DOUBLE && value <= EXACT_AS_DOUBLE) {
                    sums.add(slot, value);
                    squares.addSquare(slot, value);
                } else {
                    addHalves(slot, value);
                }
            }
        }
    }

    /** A long of more than 53 bits is the sum of two doubles; its square is the sum of three products of them. */
    private void addHalves(int slot, long value) {
        double high = value & ~LOW_HALF;
        double low = value & LOW_HALF;
        sums.add(slot, high);
        sums.add(slot, low);
        squares.addSquare(slot, high);
        squares.addSquare(slot, low);
        double product = 2 * high * low;
        squares.add(slot, product);
        squares.add(slot, Math.fma(2 * high, low, -product));
    }

    @Override
    public void merge(int into, Aggregate source, int from) {
        VarianceAggregate other = (VarianceAggregate) source;
        counts[into] += other.counts[from];
        sums.merge(into, other.sums, from);
        squares.merge(into, other.squares, from);
    }

    @Override
    public List<Field> partialFields(String prefix) {
        List<Field> fields = new ArrayList<>(DoubleSums.fields(prefix + "_sum"));
        fields.addAll(DoubleSums.fields(prefix + "_squares"));
        return Aggregates.fields(prefix, fields);
    }

    @Override
    public void writePartial(int slot, BatchBuilder out, int firstColumn) {
        if (counts[slot] != 0) {
            out.putLong(firstColumn, counts[slot]);
            sums.write(slot, out, firstColumn + 1);
            squares.write(slot, out, firstColumn + 1 + DoubleSums.COLUMNS);
        }
    }

    @Override
    public void mergePartials(Batch partials, int firstColumn, int[] slots) {
        LongColumn column = partials.longs(firstColumn);
        int size = partials.size();
        for (int i = 0; i < size; i++) {
            int slot = slots[i];
            int row = partials.row(i);
            if (slot >= 0 && !column.isNull(row)) {
                counts[slot] += column.get(row);
                sums.read(slot, partials, firstColumn + 1, row);
                squares.read(slot, partials, firstColumn + 1 + DoubleSums.COLUMNS, row);
            }
        }
    }

    @Override
    public @Nullable String lower(int slot, BatchBuilder out, int column) {
        long count = counts[slot];
        if (count < (population ? 1 : 2)) {
            return null;
        }
        if (!sums.isFinite(slot)) {
            out.putDouble(column, Double.NaN);
            return null;
        }
        Dyadic sum = sums.exact(slot);
        Dyadic spread = squares.exact(slot).times(count).plus(sum.times(sum).negate());
        BigInteger divisor = BigInteger.valueOf(count).multiply(BigInteger.valueOf(population ? count : count - 1));
        out.putDouble(column, root ? spread.rootOfQuotient(divisor) : spread.dividedBy(divisor));
        return null;
    }

    @Override
    public long sizeBytes() {
        return 8L * counts.length + sums.sizeBytes() + squares.sizeBytes();
    }
}
