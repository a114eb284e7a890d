package dev.freshet.core.state;

import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.BytesColumn;
import dev.freshet.core.batch.Column;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import java.util.Arrays;

/**
 * Texts, one behind the other in one array. When it is full, what was cleared is squeezed out, and it is given twice the size
 * that the others take, and no fewer bytes than there are slots to look at: O(1) a byte, amortized.
 */
final class BytesCells extends Cells {
    private static final int NONE = -1;
    private static final int FIRST_BYTES = 256;

    private byte[] arena = new byte[0];
    private int arenaEnd;
    private long garbage;
    private int[] starts = new int[0];
    /** {@link #NONE} where there is no value. */
    private int[] lengths = new int[0];

    @Override
    void grow(int slots) {
        int before = lengths.length;
        starts = Arrays.copyOf(starts, slots);
        lengths = Arrays.copyOf(lengths, slots);
        Arrays.fill(lengths, Math.min(before, slots), slots, NONE);
    }

    @Override
    void set(int slot, Column column, int row) {
        BytesColumn texts = (BytesColumn) column;
        if (texts.isNull(row)) {
            lengths[slot] = NONE;
        } else {
            set(slot, texts.data(), texts.start(row), texts.end(row));
        }
    }

    @Override
    void clear(int slot) {
        if (lengths[slot] != NONE) {
            garbage += lengths[slot];
            lengths[slot] = NONE;
        }
    }

    @Override
    void copy(int slot, BatchBuilder into, int column) {
        if (lengths[slot] == NONE) {
            into.putNull(column);
        } else {
            into.putBytes(column, arena, starts[slot], end(slot));
        }
    }

    @Override
    int compare(int slot, int other) {
        if (lengths[slot] == NONE || lengths[other] == NONE) {
            return Boolean.compare(lengths[slot] == NONE, lengths[other] == NONE);
        }
        return Arrays.compareUnsigned(arena, starts[slot], end(slot), arena, starts[other], end(other));
    }

    @Override
    void write(int slot, StateOutput to) {
        boolean present = lengths[slot] != NONE;
        to.putUnsigned(present ? 1 : 0);
        if (present) {
            to.putBytes(arena, starts[slot], end(slot));
        }
    }

    @Override
    void read(int slot, StateInput from) {
        if (from.getUnsigned() == 0) {
            lengths[slot] = NONE;
        } else {
            int length = from.skipBytes();
            set(slot, from.bytes(), from.position() - length, from.position());
        }
    }

    @Override
    long sizeBytes() {
        return arena.length + 8L * starts.length;
    }

    private int end(int slot) {
        return starts[slot] + lengths[slot];
    }

    private void set(int slot, byte[] bytes, int from, int to) {
        int length = to - from;
        if (length > arena.length - arenaEnd) {
            makeRoom(length);
        }
        System.arraycopy(bytes, from, arena, arenaEnd, length);
        starts[slot] = arenaEnd;
        lengths[slot] = length;
        arenaEnd += length;
    }

    private void makeRoom(int length) {
        long needed = arenaEnd - garbage + length;
        if (needed > Integer.MAX_VALUE - 8) {
            throw new IllegalStateException("the texts of one column that an operator holds take more than 2 GiB");
        }
        long wanted = Math.max(FIRST_BYTES, Math.max(2 * needed, needed + lengths.length));
        byte[] target = new byte[(int) Math.min(Integer.MAX_VALUE - 8, wanted)];
        int end = 0;
        for (int slot = 0; slot < lengths.length; slot++) {
            if (lengths[slot] != NONE) {
                System.arraycopy(arena, starts[slot], target, end, lengths[slot]);
                starts[slot] = end;
                end += lengths[slot];
            }
        }
        arena = target;
        arenaEnd = end;
        garbage = 0;
    }
}
