package dev.freshet.core.aggregate;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.BytesColumn;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.DoubleColumn;
import dev.freshet.core.batch.LongColumn;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The value at the least or the greatest event time. Ties are broken by source name, partition and offset, in the same
 * direction; rows that stand for many records have none of these, and among them the least or greatest value counts.
 */
final class EdgeAggregate implements Aggregate {
    private static final byte[] NO_TEXT = {};

    private final Type type;
    private final boolean last;

    private String[] sources = new String[0];
    private boolean[] present = new boolean[0];
    private long[] times = new long[0];
    private int[] partitions = new int[0];
    private long[] offsets = new long[0];
    private long[] values = new long[0];
    private byte[][] texts = new byte[0][];
    private long textBytes;

    private String knownSource = "";
    private byte[] knownSourceBytes = NO_TEXT;

    EdgeAggregate(Type type, boolean last) {
        this.type = type;
        this.last = last;
    }

    @Override
    public void ensureSlots(int slots) {
        int before = times.length;
        if (slots > before) {
            int capacity = Slots.capacity(slots, before);
            present = Arrays.copyOf(present, capacity);
            times = Arrays.copyOf(times, capacity);
            partitions = Arrays.copyOf(partitions, capacity);
            offsets = Arrays.copyOf(offsets, capacity);
            values = Arrays.copyOf(values, capacity);
            sources = Arrays.copyOf(sources, capacity);
            Arrays.fill(sources, before, capacity, "");
            texts = Arrays.copyOf(texts, capacity);
            Arrays.fill(texts, before, capacity, NO_TEXT);
        }
    }

    @Override
    public void clear(int slot) {
        present[slot] = false;
        sources[slot] = "";
        textBytes -= texts[slot].length;
        texts[slot] = NO_TEXT;
    }

    @Override
    public void accumulate(Batch batch, @Nullable Column argument, int[] slots) {
        Column column = Aggregates.required(argument);
        String source = batch.origin().source();
        int partition = batch.origin().partition();
        int size = batch.size();
        for (int i = 0; i < size; i++) {
            int row = batch.row(i);
            if (slots[i] >= 0 && !column.isNull(row)) {
                take(slots[i], batch.eventTime(row), source, partition, batch.offset(row), column, row);
            }
        }
    }

    private void take(int slot, long time, String source, int partition, long offset, Column column, int row) {
        if (present[slot]) {
            int order = Long.compare(time, times[slot]);
            if (order == 0) {
                order = compareTied(slot, source, partition, offset, column, row);
            }
            if (last ? order <= 0 : order >= 0) {
                return;
            }
        }
        present[slot] = true;
        times[slot] = time;
        sources[slot] = source;
        partitions[slot] = partition;
        offsets[slot] = offset;
        if (column instanceof BytesColumn text) {
            textBytes -= texts[slot].length;
            texts[slot] = Arrays.copyOfRange(text.data(), text.start(row), text.end(row));
            textBytes += texts[slot].length;
        } else {
            values[slot] = held(column, row);
        }
    }

    private int compareTied(int slot, String source, int partition, long offset, Column column, int row) {
        int order = source.compareTo(sources[slot]);
        if (order == 0) {
            order = Integer.compare(partition, partitions[slot]);
        }
        if (order == 0) {
            order = Long.compare(offset, offsets[slot]);
        }
        if (order != 0) {
            return order;
        }
        return column instanceof BytesColumn text
                ? Arrays.compareUnsigned(
                        text.data(), text.start(row), text.end(row), texts[slot], 0, texts[slot].length)
                : Long.compare(held(column, row), values[slot]);
    }

    /** The value's bits: a double comes back as it was, -0.0 and NaN payloads included. */
    private static long held(Column column, int row) {
        return column instanceof DoubleColumn doubles
                ? Double.doubleToRawLongBits(doubles.get(row))
                : OrderedBits.of(column, row);
    }

    @Override
    public void merge(int into, Aggregate source, int from) {
        EdgeAggregate other = (EdgeAggregate) source;
        if (!other.present[from]) {
            return;
        }
        if (present[into]) {
            int order = Long.compare(other.times[from], times[into]);
            order = order != 0 ? order : compareTied(into, other, from);
            if (last ? order <= 0 : order >= 0) {
                return;
            }
        }
        present[into] = true;
        times[into] = other.times[from];
        sources[into] = other.sources[from];
        partitions[into] = other.partitions[from];
        offsets[into] = other.offsets[from];
        values[into] = other.values[from];
        textBytes += other.texts[from].length - texts[into].length;
        texts[into] = other.texts[from];
    }

    private int compareTied(int into, EdgeAggregate other, int from) {
        int order = other.sources[from].compareTo(sources[into]);
        order = order != 0 ? order : Integer.compare(other.partitions[from], partitions[into]);
        order = order != 0 ? order : Long.compare(other.offsets[from], offsets[into]);
        order = order != 0 ? order : Long.compare(other.values[from], values[into]);
        return order != 0 ? order : Arrays.compareUnsigned(other.texts[from], texts[into]);
    }

    @Override
    public List<Field> partialFields(String prefix) {
        return List.of(
                Field.nullable(prefix + "_time", Type.TIMESTAMP),
                Field.nullable(prefix + "_source", Type.VARCHAR),
                Field.nullable(prefix + "_partition", Type.BIGINT),
                Field.nullable(prefix + "_offset", Type.BIGINT),
                Field.nullable(prefix + "_value", type));
    }

    @Override
    public void writePartial(int slot, BatchBuilder out, int firstColumn) {
        if (!present[slot]) {
            return;
        }
        if (!sources[slot].equals(knownSource)) {
            knownSource = sources[slot];
            knownSourceBytes = knownSource.getBytes(StandardCharsets.UTF_8);
        }
        out.putLong(firstColumn, times[slot]);
        out.putBytes(firstColumn + 1, knownSourceBytes, 0, knownSourceBytes.length);
        out.putLong(firstColumn + 2, partitions[slot]);
        out.putLong(firstColumn + 3, offsets[slot]);
        lower(slot, out, firstColumn + 4);
    }

    @Override
    public void mergePartials(Batch partials, int firstColumn, int[] slots) {
        LongColumn time = partials.longs(firstColumn);
        BytesColumn source = partials.bytes(firstColumn + 1);
        LongColumn partition = partials.longs(firstColumn + 2);
        LongColumn offset = partials.longs(firstColumn + 3);
        Column value = partials.column(firstColumn + 4);
        int size = partials.size();
        for (int i = 0; i < size; i++) {
            int row = partials.row(i);
            if (slots[i] >= 0 && !time.isNull(row)) {
                if (!source.contentEquals(row, knownSourceBytes)) {
                    knownSource = source.text(row);
                    knownSourceBytes = Arrays.copyOfRange(source.data(), source.start(row), source.end(row));
                }
                int from = (int) partition.get(row);
                take(slots[i], time.get(row), knownSource, from, offset.get(row), value, row);
            }
        }
    }

    @Override
    public @Nullable String lower(int slot, BatchBuilder out, int column) {
        if (present[slot]) {
            switch (type) {
                case DOUBLE -> out.putDouble(column, Double.longBitsToDouble(values[slot]));
                case VARCHAR -> out.putBytes(column, texts[slot], 0, texts[slot].length);
                default -> OrderedBits.put(values[slot], type, out, column);
            }
        }
        return null;
    }

    @Override
    public long sizeBytes() {
        return 45L * times.length + textBytes;
    }
}
