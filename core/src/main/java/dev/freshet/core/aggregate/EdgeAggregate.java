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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The value at the least or the greatest event time, or where another value is least or greatest. Ties are broken by event
 * time, source name, partition and offset: the last row counts for the last value, else the first. Rows that stand for many
 * records have none of these, and among them the least or greatest value counts.
 */
final class EdgeAggregate implements Aggregate {
    private static final byte[] NO_TEXT = {};

    private final Type type;
    private final boolean last;
    /** Whether the rows are ordered by a second argument before event time. */
    private final boolean keyed;
    /** Complements what the rows are ordered by, so that the least counts. */
    private final long flip;

    /** What the rows are ordered by before event time; of use only if {@link #keyed}. */
    private long[] keys = new long[0];

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

    private EdgeAggregate(Type type, boolean last, boolean keyed, long flip) {
        this.type = type;
        this.last = last;
        this.keyed = keyed;
        this.flip = flip;
    }

    /** The value at the least event time, or the last one. */
    static EdgeAggregate byTime(Type type, boolean last) {
        return new EdgeAggregate(type, last, false, 0);
    }

    /** The value where a second argument, not VARCHAR, is least or greatest. */
    static EdgeAggregate byValue(Type type, boolean greatest) {
        return new EdgeAggregate(type, false, true, greatest ? -1 : 0);
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
            keys = keyed ? Arrays.copyOf(keys, capacity) : keys;
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
    public void accumulate(Batch batch, Column[] arguments, int[] slots) {
        Column column = arguments[0];
        Column by = keyed ? arguments[1] : column;
        String source = batch.origin().source();
        int partition = batch.origin().partition();
        int size = batch.size();
        for (int i = 0; i < size; i++) {
            int row = batch.row(i);
            if (slots[i] >= 0 && !column.isNull(row) && !by.isNull(row)) {
                long key = keyed ? OrderedBits.of(by, row) ^ flip : 0;
                take(slots[i], key, batch.eventTime(row), source, partition, batch.offset(row), column, row);
            }
        }
    }

    private void take(
            int slot, long key, long time, String source, int partition, long offset, Column column, int row) {
        if (present[slot]) {
            int order = keyed ? Long.compare(key, keys[slot]) : 0;
            order = order != 0 ? order : Long.compare(time, times[slot]);
            if (order == 0) {
                order = compareTied(slot, source, partition, offset, column, row);
            }
            if (last ? order <= 0 : order >= 0) {
                return;
            }
        }
        present[slot] = true;
        if (keyed) {
            keys[slot] = key;
        }
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
            int order = keyed ? Long.compare(other.keys[from], keys[into]) : 0;
            order = order != 0 ? order : Long.compare(other.times[from], times[into]);
            order = order != 0 ? order : compareTied(into, other, from);
            if (last ? order <= 0 : order >= 0) {
                return;
            }
        }
        present[into] = true;
        if (keyed) {
            keys[into] = other.keys[from];
        }
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
        List<Field> fields = new ArrayList<>();
        fields.add(Field.nullable(prefix + "_time", Type.TIMESTAMP));
        fields.add(Field.nullable(prefix + "_source", Type.VARCHAR));
        fields.add(Field.nullable(prefix + "_partition", Type.BIGINT));
        fields.add(Field.nullable(prefix + "_offset", Type.BIGINT));
        fields.add(Field.nullable(prefix + "_value", type));
        if (keyed) {
            fields.add(Field.nullable(prefix + "_key", Type.BIGINT));
        }
        return fields;
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
        if (keyed) {
            out.putLong(firstColumn + 5, keys[slot]);
        }
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
                long key = keyed ? partials.longs(firstColumn + 5).get(row) : 0;
                take(slots[i], key, time.get(row), knownSource, from, offset.get(row), value, row);
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
        return (keyed ? 53L : 45L) * times.length + textBytes;
    }
}
