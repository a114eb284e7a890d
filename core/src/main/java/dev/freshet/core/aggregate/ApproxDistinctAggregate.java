package dev.freshet.core.aggregate;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Bits;
import dev.freshet.core.batch.BytesColumn;
import dev.freshet.core.batch.Column;
import dev.freshet.core.key.KeyHash;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Type;
import java.util.Arrays;
import java.util.List;
import org.apache.datasketches.hll.HllSketch;
import org.apache.datasketches.hll.TgtHllType;
import org.apache.datasketches.hll.Union;
import org.jspecify.annotations.Nullable;

/**
 * Estimates distinct values with a HyperLogLog sketch of 4096 registers (Flajolet et al. 2007; Apache DataSketches): a
 * standard error of 1.6%, and 0 for the first few hundred values; at most about 4 KiB a slot. The estimate is DataSketches'
 * composite one, a function of the registers alone, and so of the set of values; its default one (HIP) depends on order.
 */
final class ApproxDistinctAggregate implements Aggregate {
    private static final int LG_REGISTERS = 12;
    private static final int OBJECT_BYTES = 160;

    /** Sketches up to this many serialized bytes hold a list of the values' hashes, not registers. */
    private static final int LARGEST_LIST_BYTES = 2048;

    /** Their estimates, functions of their lengths alone, by bytes / 4; 0 until first wanted. */
    private final long[] listEstimates = new long[LARGEST_LIST_BYTES / 4];

    private @Nullable Union[] sketches = new Union[0];

    @Override
    public void ensureSlots(int slots) {
        if (slots > sketches.length) {
            sketches = Arrays.copyOf(sketches, Slots.capacity(slots, sketches.length));
        }
    }

    @Override
    public void clear(int slot) {
        sketches[slot] = null;
    }

    @Override
    public void accumulate(Batch batch, Column[] arguments, int[] slots) {
        Column column = arguments[0];
        long[] nulls = column.nulls();
        int size = batch.size();
        for (int i = 0; i < size; i++) {
            int row = batch.row(i);
            if (slots[i] >= 0 && (nulls == null || !Bits.get(nulls, row))) {
                sketch(slots[i])
                        .update(
                                column instanceof BytesColumn text
                                        ? KeyHash.hash(text.data(), text.start(row), text.end(row))
                                        : OrderedBits.of(column, row));
            }
        }
    }

    private Union sketch(int slot) {
        Union sketch = sketches[slot];
        if (sketch == null) {
            sketch = new Union(LG_REGISTERS);
            sketches[slot] = sketch;
        }
        return sketch;
    }

    @Override
    public void merge(int into, Aggregate source, int from) {
        Union other = ((ApproxDistinctAggregate) source).sketches[from];
        if (other != null) {
            sketch(into).update(other.getResult(TgtHllType.HLL_8));
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
        }
    }

    @Override
    public void mergePartials(Batch partials, int firstColumn, int[] slots) {
        BytesColumn column = partials.bytes(firstColumn);
        int size = partials.size();
        for (int i = 0; i < size; i++) {
            int row = partials.row(i);
            if (slots[i] >= 0 && !column.isNull(row)) {
                byte[] bytes = Arrays.copyOfRange(column.data(), column.start(row), column.end(row));
                sketch(slots[i]).update(HllSketch.heapify(bytes));
            }
        }
    }

    @Override
    public @Nullable String lower(int slot, BatchBuilder out, int column) {
        Union sketch = sketches[slot];
        out.putLong(column, sketch == null ? 0 : estimate(sketch));
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
        long bytes = 4L * sketches.length;
        for (Union sketch : sketches) {
            bytes += sketch == null ? 0 : OBJECT_BYTES + sketch.getUpdatableSerializationBytes();
        }
        return bytes;
    }
}
