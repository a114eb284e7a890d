package dev.freshet.core.aggregate;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.BytesColumn;
import dev.freshet.core.batch.Column;
import dev.freshet.core.schema.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The least values as a JSON array, at most so many: as a list by event time, source, partition and offset, so the first
 * ones with their repetitions; as a set by value, each once. What is least of all is least of any part too, so a state needs to
 * hold no more, and the result does not depend on order. Once a slot is full, a row that comes later costs one
 * comparison; one that belongs in between is inserted by binary search.
 */
final class CollectAggregate extends SlotStates<ArrayList<Collected>> {
    private static final byte[] NO_TEXT = {};
    private static final int OBJECT_BYTES = 48;

    private final Type type;
    private final int limit;
    private final boolean set;

    CollectAggregate(Type type, int limit, boolean set) {
        this.type = type;
        this.limit = limit;
        this.set = set;
    }

    @Override
    public void accumulate(Batch batch, Column[] arguments, int[] slots) {
        Column column = arguments[0];
        int size = batch.size();
        for (int i = 0; i < size; i++) {
            int row = batch.row(i);
            if (slots[i] >= 0 && !column.isNull(row) && !changesNothing(slots[i], batch, column, row)) {
                add(of(slots[i]), collected(batch, column, row));
            }
        }
    }

    /** The common cases, told without making an object: a list is full of earlier rows, a set has the value. */
    private boolean changesNothing(int slot, Batch batch, Column column, int row) {
        ArrayList<Collected> list = found(slot);
        if (list == null) {
            return false;
        }
        return set
                ? isKnown(list, column, row)
                : list.size() >= limit && list.get(limit - 1).time() < batch.eventTime(row);
    }

    private boolean isKnown(ArrayList<Collected> list, Column column, int row) {
        int low = 0;
        for (int high = list.size(); low < high; ) {
            int middle = (low + high) >>> 1;
            int order = compare(column, row, list.get(middle));
            if (order == 0) {
                return true;
            }
            high = order < 0 ? middle : high;
            low = order < 0 ? low : middle + 1;
        }
        return low >= limit;
    }

    private static int compare(Column column, int row, Collected value) {
        return column instanceof BytesColumn bytes
                ? Arrays.compareUnsigned(
                        bytes.data(), bytes.start(row), bytes.end(row), value.text(), 0, value.text().length)
                : Long.compare(OrderedBits.of(column, row), value.bits());
    }

    private Collected collected(Batch batch, Column column, int row) {
        byte[] text = column instanceof BytesColumn bytes
                ? Arrays.copyOfRange(bytes.data(), bytes.start(row), bytes.end(row))
                : NO_TEXT;
        long bits = column instanceof BytesColumn ? 0 : OrderedBits.of(column, row);
        return set
                ? Collected.anywhere(bits, text)
                : new Collected(
                        batch.eventTime(row),
                        batch.origin().source(),
                        batch.origin().partition(),
                        batch.offset(row),
                        bits,
                        text);
    }

    private void add(ArrayList<Collected> list, Collected value) {
        int size = list.size();
        int order = size == 0 ? 1 : value.compareTo(list.get(size - 1));
        if (order >= 0 && (size >= limit || (set && order == 0))) {
            return;
        }
        int found = order > 0 ? -1 - size : Collections.binarySearch(list, value);
        if (found >= 0 && set) {
            return;
        }
        list.add(found < 0 ? -1 - found : found, value);
        if (size >= limit) {
            list.remove(limit);
        }
    }

    @Override
    ArrayList<Collected> newState() {
        return new ArrayList<>(4);
    }

    @Override
    void merge(ArrayList<Collected> into, ArrayList<Collected> from) {
        // A copy, since they may be the same.
        List.copyOf(from).forEach(value -> add(into, value));
    }

    @Override
    void write(ArrayList<Collected> list, PackedWriter packed) {
        String source = "";
        for (Collected value : list) {
            if (!set) {
                packed.signed(value.time());
                boolean same = value.source().equals(source);
                packed.unsigned(same ? 1 : 0);
                if (!same) {
                    source = value.source();
                    byte[] name = source.getBytes(StandardCharsets.UTF_8);
                    packed.raw(name, 0, name.length);
                }
                packed.signed(value.partition());
                packed.signed(value.offset());
            }
            packed.signed(value.bits());
            packed.raw(value.text(), 0, value.text().length);
        }
    }

    @Override
    void read(ArrayList<Collected> into, PackedReader reader) {
        String source = "";
        while (reader.hasMore()) {
            long time = 0;
            int partition = 0;
            long offset = 0;
            if (!set) {
                time = reader.signed();
                source = reader.unsigned() == 1 ? source : new String(readBytes(reader), StandardCharsets.UTF_8);
                partition = (int) reader.signed();
                offset = reader.signed();
            }
            add(into, new Collected(time, source, partition, offset, reader.signed(), readBytes(reader)));
        }
    }

    private static byte[] readBytes(PackedReader reader) {
        int length = reader.raw();
        return length == 0
                ? NO_TEXT
                : Arrays.copyOfRange(reader.bytes(), reader.position() - length, reader.position());
    }

    @Override
    public @Nullable String lower(int slot, BatchBuilder out, int column) {
        ArrayList<Collected> list = found(slot);
        if (list == null) {
            return null;
        }
        StringBuilder json = new StringBuilder("[");
        for (Collected value : list) {
            json.append(json.length() == 1 ? "" : ",");
            if (type == Type.VARCHAR) {
                json.append('"');
                JsonValues.appendEscaped(json, value.text(), 0, value.text().length);
                json.append('"');
            } else {
                JsonValues.appendElement(json, type, value.bits());
            }
        }
        out.putText(column, json.append(']').toString());
        return null;
    }

    /** As if all were as long as the last: so it costs no more than a glance. */
    @Override
    long sizeBytes(ArrayList<Collected> list) {
        return OBJECT_BYTES + list.size() * list.get(list.size() - 1).sizeBytes();
    }
}
