package dev.freshet.core.decode;

import java.util.Arrays;

/**
 * Raw records of one source partition, one behind the other in a byte array, in the order of their offsets. Reused: the
 * source fills it, a decoder reads it, {@link #clear} empties it.
 */
public final class RecordChunk {
    private byte[] data = new byte[1 << 16];
    private int[] starts = new int[1024];
    private int[] ends = new int[1024];
    private long[] offsets = new long[1024];
    private int count;
    private int used;

    /** Copies a record in. */
    public void add(byte[] record, int from, int to, long offset) {
        int length = to - from;
        int start = reserve(length);
        System.arraycopy(record, from, data, start, length);
        commit(length, offset);
    }

    /**
     * Makes room for a record to be written straight into {@link #data()}.
     *
     * @return where its bytes are to begin; {@link #commit} then keeps them
     */
    public int reserve(int length) {
        long needed = (long) used + length;
        if (needed > Integer.MAX_VALUE - 8) {
            throw new IllegalStateException("a chunk holds at most 2 GiB (" + needed + " bytes)");
        }
        if (needed > data.length) {
            data = Arrays.copyOf(data, (int) Math.max(needed, Math.min(Integer.MAX_VALUE - 8, 2L * data.length)));
        }
        return used;
    }

    /** Keeps {@code length} bytes at the place that {@link #reserve} gave as a record. */
    public void commit(int length, long offset) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
            offsets = Arrays.copyOf(offsets, 2 * count);
        }
        starts[count] = used;
        used += length;
        ends[count] = used;
        offsets[count] = offset;
        count++;
    }

    public void clear() {
        count = 0;
        used = 0;
    }

    /** How many records there are. */
    public int count() {
        return count;
    }

    /** How many bytes the records have in all. */
    public int sizeBytes() {
        return used;
    }

    public byte[] data() {
        return data;
    }

    /** Where record {@code i} begins in {@link #data()}. */
    public int start(int i) {
        return starts[i];
    }

    /** Where record {@code i} ends, exclusive. */
    public int end(int i) {
        return ends[i];
    }

    /** The record's offset in its partition. */
    public long offset(int i) {
        return offsets[i];
    }
}
