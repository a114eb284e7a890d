package dev.freshet.core.lookup;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.Bits;
import dev.freshet.core.batch.BooleanColumn;
import dev.freshet.core.batch.BytesColumn;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.DoubleColumn;
import dev.freshet.core.batch.LongColumn;
import dev.freshet.core.schema.Type;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The typed values of entries, by slot: fixed ones as 64 bits, texts as they are. */
final class EntryValues {
    private final Type[] types;
    private final long[][] fixed;
    private final byte[][] @Nullable [] texts;
    /** For each slot a bit for each field that is NULL. */
    private long[] nulls = new long[16];

    EntryValues(Type[] types) {
        this.types = types.clone();
        fixed = new long[types.length][16];
        texts = new byte[types.length][16][];
    }

    /** Keeps row 0 of a batch. */
    void put(int slot, Batch entry) {
        ensure(slot);
        nulls[slot] = 0;
        for (int i = 0; i < types.length; i++) {
            Column column = entry.column(i);
            texts[i][slot] = null;
            if (column.isNull(0)) {
                nulls[slot] |= 1L << i;
            } else if (column instanceof LongColumn longs) {
                fixed[i][slot] = longs.get(0);
            } else if (column instanceof DoubleColumn doubles) {
                fixed[i][slot] = Double.doubleToRawLongBits(doubles.get(0));
            } else if (column instanceof BooleanColumn booleans) {
                fixed[i][slot] = booleans.get(0) ? 1 : 0;
            } else if (column instanceof BytesColumn bytes) {
                texts[i][slot] = Arrays.copyOfRange(bytes.data(), bytes.start(0), bytes.end(0));
            }
        }
    }

    /** Keeps that there is nothing. */
    void putNothing(int slot) {
        ensure(slot);
        nulls[slot] = -1L;
        for (byte[] @Nullable [] text : texts) {
            text[slot] = null;
        }
    }

    /** The column of a field for the rows of a batch. */
    Column column(int field, Batch batch, RowEntries rows) {
        int size = batch.physicalRows();
        long @Nullable [] missing = nulls(field, batch, rows);
        long[] values = fixed[field];
        switch (types[field]) {
            case BIGINT, TIMESTAMP -> {
                long[] longs = new long[size];
                for (int i = 0; i < batch.size(); i++) {
                    longs[batch.row(i)] = rows.slot(i) < 0 ? 0 : values[rows.slot(i)];
                }
                return new LongColumn(types[field], longs, missing);
            }
            case DOUBLE -> {
                double[] doubles = new double[size];
                for (int i = 0; i < batch.size(); i++) {
                    doubles[batch.row(i)] = rows.slot(i) < 0 ? 0 : Double.longBitsToDouble(values[rows.slot(i)]);
                }
                return new DoubleColumn(doubles, missing);
            }
            case BOOLEAN -> {
                boolean[] booleans = new boolean[size];
                for (int i = 0; i < batch.size(); i++) {
                    booleans[batch.row(i)] = rows.slot(i) >= 0 && values[rows.slot(i)] != 0;
                }
                return new BooleanColumn(booleans, missing);
            }
            default -> {
                return texts(field, rows, missing);
            }
        }
    }

    private long @Nullable [] nulls(int field, Batch batch, RowEntries rows) {
        long @Nullable [] bits = null;
        for (int i = 0; i < batch.size(); i++) {
            int slot = rows.slot(i);
            if (slot < 0 || (nulls[slot] >>> field & 1) != 0) {
                if (bits == null) {
                    bits = new long[Bits.words(batch.physicalRows())];
                }
                Bits.set(bits, batch.row(i));
            }
        }
        return bits;
    }

    /** A dictionary of the entries that the batch refers to. */
    private BytesColumn texts(int field, RowEntries rows, long @Nullable [] missing) {
        byte[] @Nullable [] ofSlot = texts[field];
        int[] offsets = new int[rows.entries() + 1];
        for (int entry = 0; entry < rows.entries(); entry++) {
            int slot = rows.slotOf(entry);
            byte @Nullable [] text = slot < 0 ? null : ofSlot[slot];
            offsets[entry + 1] = Math.addExact(offsets[entry], text == null ? 0 : text.length);
        }
        byte[] data = new byte[offsets[rows.entries()]];
        for (int entry = 0; entry < rows.entries(); entry++) {
            int slot = rows.slotOf(entry);
            byte @Nullable [] text = slot < 0 ? null : ofSlot[slot];
            if (text != null) {
                System.arraycopy(text, 0, data, offsets[entry], text.length);
            }
        }
        return new BytesColumn(types[field], data, offsets, rows.codes(), missing);
    }

    long sizeBytes() {
        return 8L * nulls.length * (1 + types.length);
    }

    private void ensure(int slot) {
        if (slot >= nulls.length) {
            int capacity = Math.max(slot + 1, 2 * nulls.length);
            nulls = Arrays.copyOf(nulls, capacity);
            for (int i = 0; i < types.length; i++) {
                fixed[i] = Arrays.copyOf(fixed[i], capacity);
                texts[i] = Arrays.copyOf(texts[i], capacity);
            }
        }
    }
}
