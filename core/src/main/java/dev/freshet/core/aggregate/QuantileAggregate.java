package dev.freshet.core.aggregate;

import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.DoubleColumn;
import dev.freshet.core.batch.LongColumn;
import dev.freshet.core.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * The value at a rank, within a relative error of 1/128: DDSketch (Masson, Rim and Lee, VLDB 2019) with buckets that are
 * linear within each power of two. A value's bucket is its sign, its exponent and the first six bits of its
 * mantissa, so a bucket is at most 1/64 of its least value wide, and is reported by its middle. Zero, the infinities and
 * NaN, which counts as greater than all, have buckets of their own and are reported as they are. No bucket is ever given up,
 * so merging only adds counts, and the result does not depend on order.
 *
 * <p>The rank {@code q} of {@code n} values is the value at position {@code floor(q (n - 1))}, from 0, in ascending order.
 */
final class QuantileAggregate extends ValueCounts {
    private static final int MANTISSA_BITS = 6;
    private static final int DROPPED_BITS = 52 - MANTISSA_BITS;
    /** Brings subnormals into the normal range. */
    private static final int SUBNORMAL_SHIFT = 54;
    /** Makes the buckets of all positive values positive. */
    private static final long BIAS = (SUBNORMAL_SHIFT + 1L) << MANTISSA_BITS;

    private static final long INFINITE = BIAS + (2047L << MANTISSA_BITS);
    private static final long NAN = INFINITE + 1;

    private final double rank;
    private int[] scratch = new int[0];

    QuantileAggregate(Type type, double rank) {
        super(type, true);
        this.rank = rank;
    }

    @Override
    long ordered(Column column, int row) {
        return bucket(column instanceof LongColumn longs ? longs.get(row) : ((DoubleColumn) column).get(row));
    }

    /** The bucket of a value; buckets are ordered as values are. */
    static long bucket(double value) {
        if (value == 0) {
            return 0;
        }
        if (Double.isNaN(value)) {
            return NAN;
        }
        double magnitude = Math.abs(value);
        long bucket = BIAS;
        if (magnitude < Double.MIN_NORMAL) {
            magnitude *= 0x1p54;
            bucket -= (long) SUBNORMAL_SHIFT << MANTISSA_BITS;
        }
        bucket += Double.doubleToRawLongBits(magnitude) >>> DROPPED_BITS;
        return value < 0 ? -bucket : bucket;
    }

    /** The middle of a bucket. */
    static double middle(long bucket) {
        if (bucket == 0) {
            return 0;
        }
        if (bucket == NAN) {
            return Double.NaN;
        }
        if (Math.abs(bucket) == INFINITE) {
            return bucket < 0 ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        long position = Math.abs(bucket) - BIAS;
        boolean subnormal = position < (1L << MANTISSA_BITS);
        if (subnormal) {
            position += (long) SUBNORMAL_SHIFT << MANTISSA_BITS;
        }
        double magnitude = Double.longBitsToDouble((position << DROPPED_BITS) | (1L << (DROPPED_BITS - 1)));
        if (subnormal) {
            // Rounded down to the least subnormal's multiples, of which the lowest buckets hold one each.
            magnitude = Math.floor(magnitude * 0x1p1020) * Double.MIN_VALUE;
        }
        return bucket < 0 ? -magnitude : magnitude;
    }

    @Override
    public @Nullable String lower(int slot, BatchBuilder out, int column) {
        int size = longs.size(slot);
        if (size == 0) {
            return null;
        }
        scratch = longs.sorted(slot, scratch);
        long values = 0;
        for (int i = 0; i < size; i++) {
            values += longs.count(scratch[i]);
        }
        long position = (long) Math.floor(rank * (values - 1));
        int at = 0;
        for (long passed = longs.count(scratch[0]); passed <= position; passed += longs.count(scratch[at])) {
            at++;
        }
        out.putDouble(column, middle(longs.value(scratch[at])));
        return null;
    }
}
