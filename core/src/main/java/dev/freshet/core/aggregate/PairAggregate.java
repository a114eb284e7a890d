package dev.freshet.core.aggregate;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.DoubleColumn;
import dev.freshet.core.batch.LongColumn;
import dev.freshet.core.schema.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Statistics of pairs (a, b), from those of the exact sums Σa, Σb, Σab, Σa² and Σb² that the function needs. As
 * {@link VarianceAggregate}: rounded once, no cancellation, no dependence on order.
 */
final class PairAggregate implements Aggregate {
    private static final int SUMS = 5;
    private static final int A = 0;
    private static final int B = 1;
    private static final int AB = 2;
    private static final int AA = 3;
    private static final int BB = 4;
    private static final String[] NAMES = {"_a", "_b", "_ab", "_aa", "_bb"};

    private final AggregateKind kind;
    /** Those that are needed; null for the others. */
    private final @Nullable DoubleSums[] sums = new DoubleSums[SUMS];

    private final int[] needed;
    private long[] counts = new long[0];

    PairAggregate(AggregateKind kind) {
        this.kind = kind;
        needed = needed(kind);
        for (int sum : needed) {
            sums[sum] = new DoubleSums(sum < AB ? 2 : 3);
        }
    }

    private static int[] needed(AggregateKind kind) {
        return switch (kind) {
            case REGR_COUNT -> new int[0];
            case VWAP -> new int[] {B, AB};
            case COVAR_POP, COVAR_SAMP -> new int[] {A, B, AB};
            case REGR_SLOPE, REGR_INTERCEPT -> new int[] {A, B, AB, BB};
            default -> new int[] {A, B, AB, AA, BB};
        };
    }

    @Override
    public void ensureSlots(int slots) {
        if (slots > counts.length) {
            counts = Arrays.copyOf(counts, Slots.capacity(slots, counts.length));
            for (int sum : needed) {
                sum(sum).ensure(counts.length);
            }
        }
    }

    private DoubleSums sum(int which) {
        DoubleSums found = sums[which];
        if (found == null) {
            throw new IllegalStateException(kind + " has no sum" + NAMES[which]);
        }
        return found;
    }

    @Override
    public void clear(int slot) {
        counts[slot] = 0;
        for (int sum : needed) {
            sum(sum).clear(slot);
        }
    }

    @Override
    public void accumulate(Batch batch, Column[] arguments, int[] slots) {
        Column first = arguments[0];
        Column second = arguments[1];
        int size = batch.size();
        for (int i = 0; i < size; i++) {
            int slot = slots[i];
            int row = batch.row(i);
            if (slot >= 0 && !first.isNull(row) && !second.isNull(row)) {
                counts[slot]++;
                if (needed.length > 0) {
                    add(slot, ((DoubleColumn) first).get(row), ((DoubleColumn) second).get(row));
                }
            }
        }
    }

    private void add(int slot, double a, double b) {
        for (int sum : needed) {
            DoubleSums into = sum(sum);
            switch (sum) {
                case A -> into.add(slot, a);
                case B -> into.add(slot, b);
                case AB -> into.addProduct(slot, a, b);
                case AA -> into.addSquare(slot, a);
                default -> into.addSquare(slot, b);
            }
        }
    }

    @Override
    public void merge(int into, Aggregate source, int from) {
        PairAggregate other = (PairAggregate) source;
        counts[into] += other.counts[from];
        for (int sum : needed) {
            sum(sum).merge(into, other.sum(sum), from);
        }
    }

    @Override
    public List<Field> partialFields(String prefix) {
        List<Field> fields = new ArrayList<>();
        for (int sum : needed) {
            fields.addAll(DoubleSums.fields(prefix + NAMES[sum]));
        }
        return Aggregates.fields(prefix, fields);
    }

    @Override
    public void writePartial(int slot, BatchBuilder out, int firstColumn) {
        if (counts[slot] != 0) {
            out.putLong(firstColumn, counts[slot]);
            int column = firstColumn + 1;
            for (int sum : needed) {
                sum(sum).write(slot, out, column);
                column += DoubleSums.COLUMNS;
            }
        }
    }

    @Override
    public void mergePartials(Batch partials, int firstColumn, int[] slots) {
        LongColumn count = partials.longs(firstColumn);
        int size = partials.size();
        for (int i = 0; i < size; i++) {
            int slot = slots[i];
            int row = partials.row(i);
            if (slot >= 0 && !count.isNull(row)) {
                counts[slot] += count.get(row);
                int column = firstColumn + 1;
                for (int sum : needed) {
                    sum(sum).read(slot, partials, column, row);
                    column += DoubleSums.COLUMNS;
                }
            }
        }
    }

    @Override
    public @Nullable String lower(int slot, BatchBuilder out, int column) {
        long count = counts[slot];
        if (kind == AggregateKind.REGR_COUNT) {
            out.putLong(column, count);
        } else if (count >= (kind == AggregateKind.COVAR_SAMP ? 2 : 1)) {
            boolean finite = isFinite(slot);
            double result = finite ? result(slot, count) : Double.NaN;
            if (!finite || !Double.isNaN(result)) {
                out.putDouble(column, result);
            }
        }
        return null;
    }

    private boolean isFinite(int slot) {
        for (int sum : needed) {
            if (!sum(sum).isFinite(slot)) {
                return false;
            }
        }
        return true;
    }

    /** The result of finite values; NaN where it is not defined. */
    private double result(int slot, long count) {
        if (kind == AggregateKind.VWAP) {
            return quotient(sum(AB).exact(slot), sum(B).exact(slot));
        }
        PairMoments moments = new PairMoments(
                count, sum(A).exact(slot), sum(B).exact(slot), sum(AB).exact(slot), exact(AA, slot), exact(BB, slot));
        return moments.result(kind);
    }

    private Dyadic exact(int which, int slot) {
        DoubleSums sum = sums[which];
        return sum == null ? Dyadic.ZERO : sum.exact(slot);
    }

    /** NaN where the divisor is 0. */
    static double quotient(Dyadic dividend, Dyadic divisor) {
        return divisor.signum() == 0 ? Double.NaN : dividend.dividedBy(divisor);
    }

    @Override
    public long sizeBytes() {
        long bytes = 8L * counts.length;
        for (int sum : needed) {
            bytes += sum(sum).sizeBytes();
        }
        return bytes;
    }
}
