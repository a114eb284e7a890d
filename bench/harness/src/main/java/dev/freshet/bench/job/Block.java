package dev.freshet.bench.job;

/**
 * Some records, one behind the other in an array. Reused: what it shows is good until the feed fills it again, and its bytes
 * are the feed's own, not to be written to.
 */
public final class Block {
    private byte[] data = new byte[0];
    private int[] offsets = new int[1];
    private int first;
    private int count;
    private long position;

    void show(byte[] newData, int[] newOffsets, int newFirst, int newCount, long newPosition) {
        data = newData;
        offsets = newOffsets;
        first = newFirst;
        count = newCount;
        position = newPosition;
    }

    /** Where the records' bytes are. */
    public byte[] data() {
        return data;
    }

    public int count() {
        return count;
    }

    /** Where a record begins in {@link #data}. */
    public int from(int record) {
        return offsets[first + record];
    }

    /** Where a record ends in {@link #data}, exclusive. */
    public int to(int record) {
        return offsets[first + record + 1];
    }

    public int length(int record) {
        return to(record) - from(record);
    }

    /** The place of the first record in its share; the others follow one by one. */
    public long position() {
        return position;
    }
}
