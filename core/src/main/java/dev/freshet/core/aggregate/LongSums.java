package dev.freshet.core.aggregate;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.LongColumn;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Type;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Exact sums of longs in 128 bits, one a slot: {@code wraps · 2^64 + low}, with a signed {@code low}, so that a sum fits
 * a BIGINT exactly if {@code wraps} is 0. The wraps are there from the first overflow on.
 */
final class LongSums implements Sums<LongSums> {
    /** How many columns a partial sum takes. */
    static final int COLUMNS = 2;

    private long[] low = new long[0];
    private long @Nullable [] wraps;

    @Override
    public void ensure(int slots) {
        if (slots > low.length) {
            low = Arrays.copyOf(low, Slots.capacity(slots, low.length));
            wraps = wraps == null ? null : Arrays.copyOf(wraps, low.length);
        }
    }

    @Override
    public void clear(int slot) {
        low[slot] = 0;
        if (wraps != null) {
            wraps[slot] = 0;
        }
    }

    void add(int slot, long value) {
        long before = low[slot];
        long sum = before + value;
        low[slot] = sum;
        if (((before ^ sum) & (value ^ sum)) < 0) {
            wrap(slot, value < 0 ? -1 : 1);
        }
    }

    @Override
    public void merge(int into, LongSums source, int from) {
        add(into, source.low[from]);
        if (source.wraps != null && source.wraps[from] != 0) {
            wrap(into, source.wraps[from]);
        }
    }

    /** Whether the sum is a BIGINT: {@link #low}. */
    boolean fits(int slot) {
        return wraps == null || wraps[slot] == 0;
    }

    long low(int slot) {
        return low[slot];
    }

    BigInteger exact(int slot) {
        BigInteger sum = BigInteger.valueOf(low[slot]);
        return fits(slot) || wraps == null
                ? sum
                : BigInteger.valueOf(wraps[slot]).shiftLeft(64).add(sum);
    }

    static List<Field> fields(String prefix) {
        return List.of(Field.nullable(prefix + "_sum", Type.BIGINT), Field.nullable(prefix + "_wraps", Type.BIGINT));
    }

    @Override
    public void write(int slot, BatchBuilder out, int column) {
        out.putLong(column, low[slot]);
        if (wraps != null && wraps[slot] != 0) {
            out.putLong(column + 1, wraps[slot]);
        }
    }

    /** Adds a sum that {@link #write} wrote. */
    @Override
    public void read(int slot, Batch batch, int column, int row) {
        add(slot, batch.longs(column).get(row));
        LongColumn more = batch.longs(column + 1);
        if (!more.isNull(row)) {
            wrap(slot, more.get(row));
        }
    }

    @Override
    public long sizeBytes() {
        return low.length * (wraps == null ? 8L : 16L);
    }

    private void wrap(int slot, long times) {
        if (wraps == null) {
            wraps = new long[low.length];
        }
        wraps[slot] += times;
    }
}
