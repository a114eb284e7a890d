package dev.freshet.core.aggregate;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Bits;
import dev.freshet.core.batch.BytesColumn;
import dev.freshet.core.batch.Column;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Type;
import java.util.List;

/**
 * What aggregates over the multiset of a slot's values share: counts by value, and their partial form: sorted by value, so
 * that it is the same however the counts came about.
 */
abstract class ValueCounts implements Aggregate {
    /** The counts of texts, if {@link #isText}. */
    final TextCounts texts = new TextCounts();
    /** The counts of other values, as {@link #ordered} makes longs of them. */
    final LongCounts longs = new LongCounts();

    private final boolean text;
    private final boolean counted;
    private final PackedWriter packed = new PackedWriter();
    private final PackedReader reader = new PackedReader();
    private int[] scratch = new int[0];

    /** @param counted whether partial states tell how often there was a value, beside that there was one */
    ValueCounts(Type type, boolean counted) {
        this.text = type == Type.VARCHAR;
        this.counted = counted;
    }

    final boolean isText() {
        return text;
    }

    /** What stands for the value of a row: equal and ordered as the values are. */
    long ordered(Column column, int row) {
        return OrderedBits.of(column, row);
    }

    @Override
    public final void ensureSlots(int slots) {
        if (text) {
            texts.ensure(slots);
        } else {
            longs.ensure(slots);
        }
    }

    @Override
    public final void clear(int slot) {
        if (text) {
            texts.clear(slot);
        } else {
            longs.clear(slot);
        }
    }

    @Override
    public final void accumulate(Batch batch, Column[] arguments, int[] slots) {
        Column column = arguments[0];
        long[] nulls = column.nulls();
        int size = batch.size();
        for (int i = 0; i < size; i++) {
            int slot = slots[i];
            int row = batch.row(i);
            if (slot >= 0 && (nulls == null || !Bits.get(nulls, row))) {
                if (text) {
                    BytesColumn bytes = (BytesColumn) column;
                    texts.add(slot, bytes.data(), bytes.start(row), bytes.end(row), 1);
                } else {
                    longs.add(slot, ordered(column, row), 1);
                }
            }
        }
    }

    @Override
    public final void merge(int into, Aggregate source, int from) {
        ValueCounts other = (ValueCounts) source;
        if (text) {
            texts.merge(into, other.texts, from);
        } else {
            longs.merge(into, other.longs, from);
        }
    }

    final int size(int slot) {
        return text ? texts.size(slot) : longs.size(slot);
    }

    @Override
    public final List<Field> partialFields(String prefix) {
        return List.of(Field.nullable(prefix + "_values", Type.VARBINARY));
    }

    @Override
    public final void writePartial(int slot, BatchBuilder out, int firstColumn) {
        if (size(slot) == 0) {
            return;
        }
        packed.reset();
        if (text) {
            writeTexts(slot);
        } else {
            writeLongs(slot);
        }
        out.putBytes(firstColumn, packed.bytes(), 0, packed.length());
    }

    private void writeTexts(int slot) {
        scratch = texts.sorted(slot, scratch);
        for (int i = 0; i < texts.size(slot); i++) {
            int entry = scratch[i];
            packed.raw(texts.bytes(), texts.start(entry), texts.end(entry));
            if (counted) {
                packed.unsigned(texts.count(entry));
            }
        }
    }

    /** The least value, then the steps from each to the next, which are positive and fit 64 bits without sign. */
    private void writeLongs(int slot) {
        scratch = longs.sorted(slot, scratch);
        long last = 0;
        for (int i = 0; i < longs.size(slot); i++) {
            int entry = scratch[i];
            long value = longs.value(entry);
            if (i == 0) {
                packed.signed(value);
            } else {
                packed.unsigned(value - last);
            }
            last = value;
            if (counted) {
                packed.unsigned(longs.count(entry));
            }
        }
    }

    @Override
    public final void mergePartials(Batch partials, int firstColumn, int[] slots) {
        BytesColumn column = partials.bytes(firstColumn);
        int size = partials.size();
        for (int i = 0; i < size; i++) {
            int row = partials.row(i);
            if (slots[i] >= 0 && !column.isNull(row)) {
                reader.over(column.data(), column.start(row), column.end(row));
                if (text) {
                    readTexts(slots[i]);
                } else {
                    readLongs(slots[i]);
                }
            }
        }
    }

    private void readTexts(int slot) {
        while (reader.hasMore()) {
            int length = reader.raw();
            int end = reader.position();
            texts.add(slot, reader.bytes(), end - length, end, counted ? reader.unsigned() : 1);
        }
    }

    private void readLongs(int slot) {
        long value = reader.signed();
        longs.add(slot, value, counted ? reader.unsigned() : 1);
        while (reader.hasMore()) {
            value += reader.unsigned();
            longs.add(slot, value, counted ? reader.unsigned() : 1);
        }
    }

    @Override
    public final long sizeBytes() {
        return text ? texts.sizeBytes() : longs.sizeBytes();
    }
}
