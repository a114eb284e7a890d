package dev.freshet.core.aggregate;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.BytesColumn;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Type;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What aggregates share whose state is an object: one a slot, made when its first row comes, and in partial rows a few bytes.
 *
 * @param <S> the state
 */
abstract class SlotStates<S> implements Aggregate {
    private @Nullable Object[] states = new Object[0];
    private final PackedWriter packed = new PackedWriter();
    private final PackedReader reader = new PackedReader();

    /** A state without rows. */
    abstract S newState();

    /** Adds what another state has, which may be the same. */
    abstract void merge(S into, S from);

    abstract void write(S state, PackedWriter to);

    /** Adds what {@link #write} wrote, up to the end of the reader. */
    abstract void read(S into, PackedReader from);

    abstract long sizeBytes(S state);

    /** The slot's state; null where it has had no row. */
    @SuppressWarnings("unchecked")
    final @Nullable S found(int slot) {
        return (S) states[slot];
    }

    /** The slot's state, a new one where it has had no row. */
    final S of(int slot) {
        S state = found(slot);
        if (state == null) {
            state = newState();
            states[slot] = state;
        }
        return state;
    }

    @Override
    public final void ensureSlots(int slots) {
        if (slots > states.length) {
            states = Arrays.copyOf(states, Slots.capacity(slots, states.length));
        }
    }

    @Override
    public final void clear(int slot) {
        states[slot] = null;
    }

    @Override
    public final void merge(int into, Aggregate source, int from) {
        @SuppressWarnings("unchecked")
        S other = ((SlotStates<S>) source).found(from);
        if (other != null) {
            merge(of(into), other);
        }
    }

    @Override
    public final List<Field> partialFields(String prefix) {
        return List.of(Field.nullable(prefix + "_state", Type.VARBINARY));
    }

    @Override
    public final void writePartial(int slot, BatchBuilder out, int firstColumn) {
        S state = found(slot);
        if (state != null) {
            packed.reset();
            write(state, packed);
            out.putBytes(firstColumn, packed.bytes(), 0, packed.length());
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
                read(of(slots[i]), reader);
            }
        }
    }

    @Override
    public final long sizeBytes() {
        long bytes = 8L * states.length;
        for (int slot = 0; slot < states.length; slot++) {
            S state = found(slot);
            bytes += state == null ? 0 : sizeBytes(state);
        }
        return bytes;
    }
}
