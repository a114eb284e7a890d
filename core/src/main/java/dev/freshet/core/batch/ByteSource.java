package dev.freshet.core.batch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads what a {@link ByteSink} wrote. Every read is checked against the end: what is not there is a {@link
 * CorruptBatchException}.
 */
public final class ByteSource {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] data;
    private final int end;
    private int at;

    /** Reads {@code data[from .. to)}. */
    public ByteSource(byte[] data, int from, int to) {
        this.data = data;
        this.at = from;
        this.end = to;
    }

    /** How many bytes are left. */
    public int remaining() {
        return end - at;
    }

    /** The array behind it. Read only. */
    public byte[] data() {
        return data;
    }

    /** Where in {@link #data} the next read begins. */
    public int position() {
        return at;
    }

    /**
     * Goes over this many bytes.
     *
     * @return where in {@link #data} they begin
     */
    public int skip(long count) {
        if (count < 0 || count > end - at) {
            throw new CorruptBatchException(count + " bytes are needed where " + (end - at) + " are left");
        }
        int start = at;
        at += (int) count;
        return start;
    }

    public int readByte() {
        return data[skip(1)] & 0xFF;
    }

    public long readLong() {
        return (long) LONGS.get(data, skip(8));
    }

    public long readVarint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = readByte();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new CorruptBatchException("a number has more than ten bytes");
    }

    public long readSigned() {
        long value = readVarint();
        return (value >>> 1) ^ -(value & 1);
    }

    /** A varint that says how many of something there are. */
    public int readCount(int atMost, String what) {
        long count = readVarint();
        if (count < 0 || count > atMost) {
            throw new CorruptBatchException(
                    Long.toUnsignedString(count) + " " + what + " where at most " + atMost + " can be");
        }
        return (int) count;
    }

    public String readText() {
        int length = readCount(remaining(), "bytes of text");
        return new String(data, skip(length), length, StandardCharsets.UTF_8);
    }
}
