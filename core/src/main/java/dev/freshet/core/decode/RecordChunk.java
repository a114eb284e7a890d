package dev.freshet.core.decode;

import java.util.Arrays;

/**
 * Raw records of one source partition, in one byte array, in the order of their offsets. Reused: the source fills it, a decoder
 * reads it, {@link #clear} empties it. The array is the chunk's own, with one record behind the other; or the source's, as
 * long as all records stand in the same.
 */
public final class RecordChunk {
    private static final int MAX_BYTES = Integer.MAX_VALUE - 8;

    private byte[] own = new byte[1 << 16];
    /** What the records stand in: {@link #own}, or an array of the source's. */
    private byte[] data = own;

    private int[] starts = new int[1024];
    private int[] ends = new int[1024];
    private long[] offsets = new long[1024];
    private int count;
    private int used;

    /** Copies a record in. */
    public void add(byte[] record, int from, int to, long offset) {
        int length = to - from;
        int start = reserve(length);
        System.arraycopy(record, from, own, start, length);
        commit(length, offset);
    }

    /**
     * Takes a record where it stands, if all the others stand in the same array; else copies it, and them. The array must not
     * change until {@link #clear}.
     */
    public void addInPlace(byte[] array, int from, int to, long offset) {
        if (count == 0) {
            data = array;
        }
        if (data == array) {
            keep(from, to, offset);
        } else {
            add(array, from, to, offset);
        }
    }

    /** Whether {@link #addInPlace} would not have to copy a record of this array. */
    public boolean fits(byte[] array) {
        return count == 0 || data == array;
    }

    /**
     * Makes room for a record to be written straight into {@link #data()}.
     *
     * @return where its bytes are to begin; {@link #commit} then keeps them
     */
    public int reserve(int length) {
        if (data != own) {
            copyAll();
        }
        long needed = (long) used + length;
        if (needed > MAX_BYTES) {
            throw new IllegalStateException("a chunk holds at most 2 GiB (" + needed + " bytes)");
        }
        if (needed > own.length) {
            own = Arrays.copyOf(own, (int) Math.max(needed, Math.min(MAX_BYTES, 2L * own.length)));
            data = own;
        }
        return used;
    }

    /** Keeps {@code length} bytes at the place that {@link #reserve} gave as a record. */
    public void commit(int length, long offset) {
        keep(used, used + length, offset);
    }

    public void clear() {
        data = own;
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

    private void keep(int from, int to, long offset) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
            offsets = Arrays.copyOf(offsets, 2 * count);
        }
        starts[count] = from;
        ends[count] = to;
        offsets[count] = offset;
        used = Math.addExact(used, to - from);
        count++;
    }

    /** Into the chunk's own array. */
    private void copyAll() {
        byte[] source = data;
        data = own;
        int records = count;
        count = 0;
        used = 0;
        for (int i = 0; i < records; i++) {
            add(source, starts[i], ends[i], offsets[i]);
        }
    }
}
