package dev.freshet.core.aggregate;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.DoubleColumn;
import org.jspecify.annotations.Nullable;

/**
 * The exponentially weighted mean {@code Σ w x / Σ w} with {@code w = 2^((t - T) / halfLife)} by event time t. It is the same
 * whatever T is, so it needs no end of the window: it is what pandas' {@code ewm(halflife=…, times=…)} has at the last row.
 * Each {@code w x} is rounded once and summed exactly ({@link DecayedSums}); the result is within
 * {@code 2^-50 · Σ w |x| / Σ w} of the true one.
 */
final class EwmaAggregate extends SlotStates<DecayedSums> {
    private final long halfLifeMs;
    private long weighedTime = Long.MIN_VALUE;
    private double weight;

    EwmaAggregate(long halfLifeMs) {
        this.halfLifeMs = halfLifeMs;
        this.weight = weight(weighedTime);
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

    @Override
    DecayedSums newState() {
        return new DecayedSums();
    }

    @Override
    void merge(DecayedSums into, DecayedSums from) {
        into.merge(from);
    }

    @Override
    void write(DecayedSums state, PackedWriter to) {
        state.write(to);
    }

    @Override
    void read(DecayedSums into, PackedReader from) {
        into.read(from);
    }

    @Override
    long sizeBytes(DecayedSums state) {
        return state.sizeBytes();
    }

    @Override
    public @Nullable String lower(int slot, BatchBuilder out, int column) {
        DecayedSums found = found(slot);
        if (found != null) {
            out.putDouble(column, found.mean());
        }
        return null;
    }
}
