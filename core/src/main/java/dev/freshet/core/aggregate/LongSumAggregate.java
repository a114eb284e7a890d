package dev.freshet.core.aggregate;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Bits;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.LongColumn;
import dev.freshet.core.schema.Field;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sum or the average of BIGINT values, from their exact sum. */
final class LongSumAggregate extends SumAggregate<LongSums> {
    private static final long EXACT_AS_DOUBLE = 1L << 53;

    private final AggregateCall call;

    LongSumAggregate(AggregateCall call, boolean average) {
        super(new LongSums(), average);
        this.call = call;
    }

    @Override
    public void accumulate(Batch batch, Column[] arguments, int[] slots) {
        LongColumn column = (LongColumn) arguments[0];
        long[] values = column.values();
        long[] nulls = column.nulls();
        int size = batch.size();
        for (int i = 0; i < size; i++) {
            int slot = slots[i];
            int row = batch.row(i);
            if (slot >= 0 && (nulls == null || !Bits.get(nulls, row))) {
                counts[slot]++;
                sums.add(slot, values[row]);
            }
        }
    }

    @Override
    public List<Field> partialFields(String prefix) {
        return Aggregates.fields(prefix, LongSums.fields(prefix));
    }

    @Override
    public @Nullable String lower(int slot, BatchBuilder out, int column) {
        if (counts[slot] == 0) {
            return null;
        }
        if (average) {
            out.putDouble(column, average(slot));
        } else if (sums.fits(slot)) {
            out.putLong(column, sums.low(slot));
        } else {
            return call.text() + " = " + sums.exact(slot) + " is beyond BIGINT";
        }
        return null;
    }

    private double average(int slot) {
        long low = sums.low(slot);
        if (sums.fits(slot) && Math.abs(low) < EXACT_AS_DOUBLE && low != Long.MIN_VALUE) {
            return (double) low / counts[slot];
        }
        return new Dyadic(sums.exact(slot), 0).dividedBy(BigInteger.valueOf(counts[slot]));
    }
}
