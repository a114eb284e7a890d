package dev.freshet.core.aggregate;

/** Reads what {@link PackedWriter} wrote. */
final class PackedReader {
    private byte[] bytes = new byte[0];
    private int at;
    private int end;

    /** Begins at {@code source[from .. to)}. */
    PackedReader over(byte[] source, int from, int to) {
        bytes = source;
        at = from;
        end = to;
        return this;
    }

    boolean hasMore() {
        return at < end;
    }

    long unsigned() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes[at++];
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    long signed() {
        long zigzag = unsigned();
        return (zigzag >>> 1) ^ -(zigzag & 1);
    }

    /** Skips raw bytes and returns how many there are: they lie in {@link #bytes()} before {@link #position()}. */
    int raw() {
        int length = (int) unsigned();
        at += length;
        return length;
    }

    byte[] bytes() {
        return bytes;
    }

    int position() {
        return at;
    }
}
