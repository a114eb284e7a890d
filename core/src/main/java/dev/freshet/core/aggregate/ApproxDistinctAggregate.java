package dev.freshet.core.aggregate;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Bits;
import dev.freshet.core.batch.BytesColumn;
import dev.freshet.core.batch.Column;
import dev.freshet.core.key.KeyHash;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Type;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;
import org.jspecify.annotations.Nullable;

/**
 * Estimates distinct values: up to 256 are kept as they are, by 64 bits each, and more with a HyperLogLog sketch of 4096
 * registers (Flajolet et al. 2007; Apache DataSketches): a standard error of 1.6%, and 0 for the first few hundred values; at most about 4 KiB
 * a slot. The estimate is DataSketches' composite one, a function of the registers alone, and so of the set of values; its default one (HIP)
 * depends on order. The few are why a pane of a hopping window, in which most keys have a row or two, takes tens of bytes a key and not hundreds, and
 * why panes with few values are merged in some nanoseconds a value.
 */
final class ApproxDistinctAggregate implements Aggregate {
    private static final int LG_REGISTERS = 12;
    private static final int OBJECT_BYTES = 160;

    /** What a partial row of a few values begins with; a sketch begins with the length of its preamble, which is not 0. */
    private static final byte FEW = 0;

    /** Sketches up to this many serialized bytes hold a list of the values' hashes, not registers. */
    private static final int LARGEST_LIST_BYTES = 2048;

    /** Their estimates, functions of their lengths alone, by bytes / 4; 0 until first wanted. */
    private final long[] listEstimates = new long[LARGEST_LIST_BYTES / 4];

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] packed = new byte[0];
    private final FewValues few = new FewValues();
    /** Of slots with more values than {@link #few} takes. */
    private @Nullable Union[] sketches = new Union[0];

    @Override
    public void ensureSlots(int slots) {
        few.ensureSlots(slots);
        if (slots > sketches.length) {
            sketches = Arrays.copyOf(sketches, Slots.capacity(slots, sketches.length));
        }
    }

    @Override
    public void clear(int slot) {
        few.clear(slot);
        sketches[slot] = null;
    }

    @Override
    public void fit() {
        few.fit();
    }

    @Override
    public void accumulate(Batch batch, Column[] arguments, int[] slots) {
        Column column = arguments[0];
        long[] nulls = column.nulls();
        int size = batch.size();
        for (int i = 0; i < size; i++) {
            int row = batch.row(i);
            if (slots[i] >= 0 && (nulls == null || !Bits.get(nulls, row))) {
                add(
                        slots[i],
                        column instanceof BytesColumn text
                                ? KeyHash.hash(text.data(), text.start(row), text.end(row))
                                : OrderedBits.of(column, row));
            }
        }
    }

    private void add(int slot, long value) {
        Union sketch = sketches[slot];
        if (sketch != null) {
            sketch.update(value);
        } else if (!few.add(slot, value)) {
            sketch(slot).update(value);
        }
    }

    /** The slot's sketch, made of its few values where it has none. */
    private Union sketch(int slot) {
        Union sketch = sketches[slot];
        if (sketch == null) {
            sketch = new Union(LG_REGISTERS);
            for (int at = few.next(slot, -1); at >= 0; at = few.next(slot, at)) {
                sketch.update(few.get(slot, at));
            }
            few.clear(slot);
            sketches[slot] = sketch;
        }
        return sketch;
    }

    @Override
    public void merge(int into, Aggregate source, int from) {
        ApproxDistinctAggregate other = (ApproxDistinctAggregate) source;
        Union sketch = other.sketches[from];
        if (sketch != null) {
            sketch(into).update(sketch.getResult(TgtHllType.HLL_8));
            return;
        }
        if (sketches[into] == null && few.addAll(into, other.few, from)) {
            return;
        }
        for (int at = other.few.next(from, -1); at >= 0; at = other.few.next(from, at)) {
            add(into, other.few.get(from, at));
        }
    }

    @Override
    public List<Field> partialFields(String prefix) {
        return List.of(Field.nullable(prefix + "_hll", Type.VARBINARY));
    }

    @Override
    public void writePartial(int slot, BatchBuilder out, int firstColumn) {
        Union sketch = sketches[slot];
        if (sketch != null) {
            byte[] bytes = sketch.getResult(TgtHllType.HLL_8).toCompactByteArray();
            out.putBytes(firstColumn, bytes, 0, bytes.length);
        } else if (few.size(slot) > 0) {
            int needed = 1 + few.size(slot) * Long.BYTES;
            if (packed.length < needed) {
                packed = new byte[Slots.capacity(needed, packed.length)];
            }
            int length = 1;
            for (int at = few.next(slot, -1); at >= 0; at = few.next(slot, at), length += Long.BYTES) {
                LONGS.set(packed, length, few.get(slot, at));
            }
            packed[0] = FEW;
            out.putBytes(firstColumn, packed, 0, length);
        }
    }

    @Override
    public void mergePartials(Batch partials, int firstColumn, int[] slots) {
        BytesColumn column = partials.bytes(firstColumn);
        int size = partials.size();
        for (int i = 0; i < size; i++) {
            int row = partials.row(i);
            if (slots[i] >= 0 && !column.isNull(row)) {
                mergePartial(slots[i], column.data(), column.start(row), column.end(row));
            }
        }
    }

    private void mergePartial(int slot, byte[] bytes, int from, int to) {
        if (bytes[from] != FEW) {
            sketch(slot).update(HllSketch.heapify(Arrays.copyOfRange(bytes, from, to)));
            return;
        }
        for (int at = from + 1; at < to; at += Long.BYTES) {
            add(slot, (long) LONGS.get(bytes, at));
        }
    }

    @Override
    public @Nullable String lower(int slot, BatchBuilder out, int column) {
        Union sketch = sketches[slot];
        out.putLong(column, sketch == null ? few.size(slot) : estimate(sketch));
        return null;
    }

    private long estimate(Union sketch) {
        int place = sketch.getCompactSerializationBytes() / 4;
        if (place >= listEstimates.length) {
            return Math.round(sketch.getCompositeEstimate());
        }
        long estimate = listEstimates[place];
        if (estimate == 0) {
            estimate = Math.round(sketch.getCompositeEstimate());
            listEstimates[place] = estimate;
        }
        return estimate;
    }

    @Override
    public long sizeBytes() {
        long bytes = few.sizeBytes() + 4L * sketches.length;
        for (Union sketch : sketches) {
            bytes += sketch == null ? 0 : OBJECT_BYTES + sketch.getUpdatableSerializationBytes();
        }
        return bytes;
    }
}
