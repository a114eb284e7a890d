package dev.freshet.core.aggregate;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.BytesColumn;
import dev.freshet.core.batch.Column;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Type;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The least or greatest text by code point, which is the order of its UTF-8 bytes taken as unsigned. */
final class TextExtremeAggregate implements Aggregate {
    private final boolean greatest;
    private byte[] @Nullable [] best = new byte[0][];
    private long textBytes;

    TextExtremeAggregate(boolean greatest) {
        this.greatest = greatest;
    }

    @Override
    public void ensureSlots(int slots) {
        if (slots > best.length) {
            best = Arrays.copyOf(best, Slots.capacity(slots, best.length));
        }
    }

    @Override
    public void clear(int slot) {
        byte[] text = best[slot];
        textBytes -= text == null ? 0 : text.length;
        best[slot] = null;
    }

    @Override
    public void accumulate(Batch batch, Column[] arguments, int[] slots) {
        BytesColumn column = (BytesColumn) arguments[0];
        int size = batch.size();
        for (int i = 0; i < size; i++) {
            int row = batch.row(i);
            if (slots[i] >= 0 && !column.isNull(row)) {
                take(slots[i], column.data(), column.start(row), column.end(row));
            }
        }
    }

    private void take(int slot, byte[] bytes, int from, int to) {
        byte[] text = best[slot];
        if (text != null) {
            int order = Arrays.compareUnsigned(bytes, from, to, text, 0, text.length);
            if (greatest ? order <= 0 : order >= 0) {
                return;
            }
            textBytes -= text.length;
        }
        best[slot] = Arrays.copyOfRange(bytes, from, to);
        textBytes += to - from;
    }

    @Override
    public void merge(int into, Aggregate source, int from) {
        byte[] text = ((TextExtremeAggregate) source).best[from];
        if (text != null) {
            take(into, text, 0, text.length);
        }
    }

    @Override
    public List<Field> partialFields(String prefix) {
        return List.of(Field.nullable(prefix + "_value", Type.VARCHAR));
    }

    @Override
    public void writePartial(int slot, BatchBuilder out, int firstColumn) {
        byte[] text = best[slot];
        if (text != null) {
            out.putBytes(firstColumn, text, 0, text.length);
        }
    }

    @Override
    public void mergePartials(Batch partials, int firstColumn, int[] slots) {
        accumulate(partials, new Column[] {partials.column(firstColumn)}, slots);
    }

    @Override
    public @Nullable String lower(int slot, BatchBuilder out, int column) {
        writePartial(slot, out, column);
        return null;
    }

    @Override
    public long sizeBytes() {
        return 24L * best.length + textBytes;
    }
}
