package dev.freshet.core.state;

import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Bits;
import dev.freshet.core.batch.BooleanColumn;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.DoubleColumn;
import dev.freshet.core.batch.LongColumn;
import dev.freshet.core.schema.Type;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import java.util.Arrays;

/** Numbers, times and truth values as 64 bits each. */
final class FixedCells extends Cells {
    private final Type type;
    private long[] values = new long[0];
    private long[] nulls = new long[0];

    FixedCells(Type type) {
        this.type = type;
    }

    @Override
    void grow(int slots) {
        values = Arrays.copyOf(values, slots);
        nulls = Arrays.copyOf(nulls, Bits.words(slots));
    }

    @Override
    void set(int slot, Column column, int row) {
        if (column.isNull(row)) {
            Bits.set(nulls, slot);
            values[slot] = 0;
            return;
        }
        Bits.clear(nulls, slot);
        if (column instanceof LongColumn longs) {
            values[slot] = longs.get(row);
        } else if (column instanceof DoubleColumn doubles) {
            values[slot] = Double.doubleToRawLongBits(doubles.get(row));
        } else {
            values[slot] = ((BooleanColumn) column).get(row) ? 1 : 0;
        }
    }

    @Override
    void clear(int slot) {}

    @Override
    void copy(int slot, BatchBuilder into, int column) {
        if (Bits.get(nulls, slot)) {
            into.putNull(column);
            return;
        }
        switch (type) {
            case BOOLEAN -> into.putBoolean(column, values[slot] != 0);
            case DOUBLE -> into.putDouble(column, Double.longBitsToDouble(values[slot]));
            default -> into.putLong(column, values[slot]);
        }
    }

    @Override
    int compare(int slot, int other) {
        int nullness = Boolean.compare(Bits.get(nulls, slot), Bits.get(nulls, other));
        return nullness != 0 ? nullness : Long.compare(values[slot], values[other]);
    }

    @Override
    void write(int slot, StateOutput to) {
        boolean present = !Bits.get(nulls, slot);
        to.putUnsigned(present ? 1 : 0);
        if (present && type == Type.DOUBLE) {
            to.putFixed(values[slot]);
        } else if (present) {
            to.putLong(values[slot]);
        }
    }

    @Override
    void read(int slot, StateInput from) {
        if (from.getUnsigned() == 0) {
            Bits.set(nulls, slot);
            values[slot] = 0;
        } else {
            Bits.clear(nulls, slot);
            values[slot] = type == Type.DOUBLE ? from.getFixed() : from.getLong();
        }
    }

    @Override
    long sizeBytes() {
        return 8L * (values.length + nulls.length);
    }
}
