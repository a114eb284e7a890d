package dev.freshet.core.aggregate;

import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * The value at a rank, exactly, from the counts of all distinct values. The rank {@code q} of {@code n} values is position
 * {@code q (n - 1)}, from 0, in ascending order; between two positions it is in proportion between their values. NaN counts
 * as greater than all.
 */
final class ExactQuantileAggregate extends ValueCounts {
    private final Type type;
    private final double rank;
    private int[] scratch = new int[0];

    ExactQuantileAggregate(Type type, double rank) {
        super(type, true);
        this.type = type;
        this.rank = rank;
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
        double position = rank * (values - 1);
        long below = (long) Math.floor(position);
        int at = 0;
        long passed = longs.count(scratch[0]);
        for (; passed <= below; passed += longs.count(scratch[at])) {
            at++;
        }
        double low = value(scratch[at]);
        boolean between = position > below && passed == below + 1;
        out.putDouble(column, between ? between(low, value(scratch[at + 1]), position - below) : low);
        return null;
    }

    private double value(int entry) {
        long ordered = longs.value(entry);
        return type == Type.BIGINT ? ordered : OrderedBits.toDouble(ordered);
    }

    private static double between(double low, double high, double part) {
        double width = high - low;
        return Double.isInfinite(width) ? low * (1 - part) + high * part : low + width * part;
    }
}
