package dev.freshet.core.aggregate;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.BytesColumn;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.DoubleColumn;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Type;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The exponentially weighted mean {@code Σ w x / Σ w} with {@code w = 2^((t - T) / halfLife)} by event time t. It is the same
 * whatever T is, so it needs no end of the window: it is what pandas' {@code ewm(halflife=…, times=…)} has at the last row.
 * Each {@code w x} is rounded once and summed exactly ({@link DecayedSums}); the result is within
 * {@code 2^-50 · Σ w |x| / Σ w} of the true one.
 */
final class EwmaAggregate implements Aggregate {
    private final long halfLifeMs;
    private @Nullable DecayedSums[] sums = new DecayedSums[0];
    private final PackedWriter packed = new PackedWriter();
    private final PackedReader reader = new PackedReader();

    private long weighedTime = Long.MIN_VALUE;
    private double weight;

    EwmaAggregate(long halfLifeMs) {
        this.halfLifeMs = halfLifeMs;
        this.weight = weight(weighedTime);
    }

    @Override
    public void ensureSlots(int slots) {
        if (slots > sums.length) {
            sums = Arrays.copyOf(sums, Slots.capacity(slots, sums.length));
        }
    }

    @Override
    public void clear(int slot) {
        sums[slot] = null;
    }

    @Override
    public void accumulate(Batch batch, Column[] arguments, int[] slots) {
        DoubleColumn column = (DoubleColumn) arguments[0];
        int size = batch.size();
        for (int i = 0; i < size; i++) {
            int row = batch.row(i);
            if (slots[i] >= 0 && !column.isNull(row)) {
                long time = batch.eventTime(row);
                if (time != weighedTime) {
                    weighedTime = time;
                    weight = weight(time);
                }
                of(slots[i]).add(Math.floorDiv(time, halfLifeMs), weight, column.get(row));
            }
        }
    }

    /** StrictMath, since the last bit must not depend on the machine. */
    private double weight(long time) {
        return StrictMath.pow(2, Math.floorMod(time, halfLifeMs) / (double) halfLifeMs - 1);
    }

    private DecayedSums of(int slot) {
        DecayedSums found = sums[slot];
        if (found == null) {
            found = new DecayedSums();
            sums[slot] = found;
        }
        return found;
    }

    @Override
    public void merge(int into, Aggregate source, int from) {
        DecayedSums other = ((EwmaAggregate) source).sums[from];
        if (other != null) {
            of(into).merge(other);
        }
    }

    @Override
    public List<Field> partialFields(String prefix) {
        return List.of(Field.nullable(prefix + "_decayed", Type.VARBINARY));
    }

    @Override
    public void writePartial(int slot, BatchBuilder out, int firstColumn) {
        DecayedSums found = sums[slot];
        if (found != null) {
            packed.reset();
            found.write(packed);
            out.putBytes(firstColumn, packed.bytes(), 0, packed.length());
        }
    }

    @Override
    public void mergePartials(Batch partials, int firstColumn, int[] slots) {
        BytesColumn column = partials.bytes(firstColumn);
        int size = partials.size();
        for (int i = 0; i < size; i++) {
            int row = partials.row(i);
            if (slots[i] >= 0 && !column.isNull(row)) {
                reader.over(column.data(), column.start(row), column.end(row));
                of(slots[i]).read(reader);
            }
        }
    }

    @Override
    public @Nullable String lower(int slot, BatchBuilder out, int column) {
        DecayedSums found = sums[slot];
        if (found != null) {
            out.putDouble(column, found.mean());
        }
        return null;
    }

    @Override
    public long sizeBytes() {
        long bytes = 8L * sums.length;
        for (DecayedSums found : sums) {
            bytes += found == null ? 0 : found.sizeBytes();
        }
        return bytes;
    }
}
