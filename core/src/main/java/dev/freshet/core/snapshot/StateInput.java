package dev.freshet.core.snapshot;

import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads a section that {@link StateOutput} has written. */
public final class StateInput {
    private final byte[] bytes;
    private final int end;
    private int at;

    /** Reads {@code bytes[from .. to)}. */
    public StateInput(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.at = from;
        this.end = to;
    }

    public boolean hasMore() {
        return at < end;
    }

    public long getLong() {
        long value = getUnsigned();
        return (value >>> 1) ^ -(value & 1);
    }

    public long getUnsigned() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = bytes[need(1)];
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new IllegalStateException(
                "a snapshot's section is damaged: a number of more than 10 bytes before byte " + at);
    }

    public long getFixed() {
        int from = need(Long.BYTES);
        long value = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            value |= (bytes[from + i] & 0xFFL) << (8 * i);
        }
        return value;
    }

    /** Skips the next bytes; they lie in {@link #bytes()} before {@link #position()}. Returns how many they are. */
    public int skipBytes() {
        long length = getUnsigned();
        if (length < 0 || length > end - at) {
            throw new IllegalStateException(
                    "a snapshot's section is damaged: " + length + " bytes at byte " + at + " of " + end);
        }
        at += (int) length;
        return (int) length;
    }

    /** A copy of bytes that were put with their length before them. */
    public byte[] getBytes() {
        int length = skipBytes();
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    public String getText() {
        int length = skipBytes();
        return new String(bytes, at - length, length, StandardCharsets.UTF_8);
    }

    public byte[] bytes() {
        return bytes;
    }

    public int position() {
        return at;
    }

    /** Puts a row's values into the builder's open row, into all columns from {@code firstColumn} on. */
    public void getRow(BatchBuilder into, int firstColumn) {
        Schema schema = into.schema();
        for (int i = firstColumn; i < schema.size(); i++) {
            if (bytes[need(1)] == 0) {
                into.putNull(i);
                continue;
            }
            switch (schema.field(i).type()) {
                case BIGINT, TIMESTAMP -> into.putLong(i, getLong());
                case DOUBLE -> into.putDouble(i, Double.longBitsToDouble(getFixed()));
                case BOOLEAN -> into.putBoolean(i, getUnsigned() != 0);
                case VARCHAR, VARBINARY -> {
                    int length = skipBytes();
                    into.putBytes(i, bytes, at - length, at);
                }
            }
        }
    }

    private int need(int count) {
        if (count > end - at) {
            throw new IllegalStateException("a snapshot's section is damaged: it ends at byte " + end);
        }
        int from = at;
        at += count;
        return from;
    }
}
