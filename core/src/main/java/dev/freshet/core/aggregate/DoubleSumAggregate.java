package dev.freshet.core.aggregate;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Bits;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.DoubleColumn;
import dev.freshet.core.schema.Field;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sum or the average of DOUBLE values: exact until it is rounded once. A zero result is 0.0, never -0.0. */
final class DoubleSumAggregate extends SumAggregate<DoubleSums> {
    DoubleSumAggregate(boolean average) {
        super(new DoubleSums(2), average);
    }

    @Override
    public void accumulate(Batch batch, Column[] arguments, int[] slots) {
        DoubleColumn column = (DoubleColumn) arguments[0];
        double[] values = column.values();
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
        return Aggregates.fields(prefix, DoubleSums.fields(prefix));
    }

    @Override
    public @Nullable String lower(int slot, BatchBuilder out, int column) {
        if (counts[slot] != 0) {
            if (!sums.isFinite(slot)) {
                out.putDouble(column, sums.special(slot));
            } else {
                out.putDouble(column, average ? average(slot) : sums.rounded(slot));
            }
        }
        return null;
    }

    private double average(int slot) {
        double single = sums.single(slot);
        return Double.isNaN(single)
                ? sums.exact(slot).dividedBy(BigInteger.valueOf(counts[slot]))
                : single / counts[slot] + 0.0;
    }
}
