package dev.freshet.core.batch;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing byte array to write to; little endian. Reused by {@link #clear}. */
public final class ByteSink {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] data;
    private int size;

    public ByteSink() {
        this(1024);
    }

    public ByteSink(int capacity) {
        data = new byte[Math.max(16, capacity)];
    }

    /** How many bytes were written. */
    public int size() {
        return size;
    }

    /** The array behind it: the first {@link #size} bytes are what was written. */
    public byte[] data() {
        return data;
    }

    /** A copy of what was written. */
    public byte[] toBytes() {
        return Arrays.copyOf(data, size);
    }

    public void clear() {
        size = 0;
    }

    public void writeByte(int value) {
        reserve(1);
        data[size++] = (byte) value;
    }

    public void writeBytes(byte[] source, int from, int to) {
        reserve(to - from);
        System.arraycopy(source, from, data, size, to - from);
        size += to - from;
    }

    /** Eight bytes. */
    public void writeLong(long value) {
        reserve(8);
        LONGS.set(data, size, value);
        size += 8;
    }

    /** The lowest bytes of a long, one to eight or none. */
    public void writeLowBytes(long value, int count) {
        reserve(8);
        LONGS.set(data, size, value);
        size += count;
    }

    /** An unsigned long in groups of seven bits, lowest first, the high bit set on all but the last (LEB128). */
    public void writeVarint(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            data[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        data[size++] = (byte) rest;
    }

    /** A signed long as a varint with the sign lowest, so that small magnitudes are short. */
    public void writeSigned(long value) {
        writeVarint((value << 1) ^ (value >> 63));
    }

    /** A text's length in UTF-8, as a varint, and its bytes. */
    public void writeText(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        writeVarint(bytes.length);
        writeBytes(bytes, 0, bytes.length);
    }

    private void reserve(int length) {
        long needed = (long) size + length;
        if (needed > data.length) {
            if (needed > Integer.MAX_VALUE - 8) {
                throw new IllegalStateException("more than 2 GiB to write (" + needed + " bytes)");
            }
            data = Arrays.copyOf(data, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, 2L * data.length)));
        }
    }
}
