package dev.freshet.core.snapshot;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BooleanColumn;
import dev.freshet.core.batch.BytesColumn;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.DoubleColumn;
import dev.freshet.core.batch.LongColumn;
import dev.freshet.core.key.KeyHash;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Collects a section of state: numbers as LEB128 (signed ones zigzag first), doubles as their 8 bytes, bytes behind their
 * length. {@link StateInput} reads it back by the same calls in the same order.
 */
public final class StateOutput {
    private byte[] bytes = new byte[256];
    private int size;

    /** A number that is seldom negative or large. */
    public void putLong(long value) {
        putUnsigned((value << 1) ^ (value >> 63));
    }

    /** A number that is not negative, or whose 64 bits are meant. */
    public void putUnsigned(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** 8 bytes, little-endian: hashes, and the bits of doubles. */
    public void putFixed(long value) {
        reserve(Long.BYTES);
        for (int i = 0; i < Long.BYTES; i++) {
            bytes[size++] = (byte) (value >>> (8 * i));
        }
    }

    public void putBytes(byte[] source, int from, int to) {
        putUnsigned(to - from);
        reserve(to - from);
        System.arraycopy(source, from, bytes, size, to - from);
        size += to - from;
    }

    /** UTF-8 behind its length. */
    public void putText(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        putBytes(utf8, 0, utf8.length);
    }

    /** A row's values of all columns from {@code firstColumn} on, nulls included. */
    public void putRow(Batch batch, int row, int firstColumn) {
        for (int i = firstColumn; i < batch.schema().size(); i++) {
            putValue(batch.column(i), row);
        }
    }

    /** What was put, and nothing any more from then on. */
    public byte[] take() {
        byte[] taken = Arrays.copyOf(bytes, size);
        size = 0;
        return taken;
    }

    public int size() {
        return size;
    }

    /** The hash of what was collected. */
    public long hash() {
        return KeyHash.hash(bytes, 0, size);
    }

    /** A copy of what was collected. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** Writes what was collected as one section. */
    public void section(SnapshotWriter to, int keyGroup, int version) {
        to.section(keyGroup, version, bytes, 0, size);
    }

    private void putValue(Column column, int row) {
        boolean present = !column.isNull(row);
        reserve(1);
        bytes[size++] = (byte) (present ? 1 : 0);
        if (!present) {
            return;
        }
        if (column instanceof LongColumn longs) {
            putLong(longs.get(row));
        } else if (column instanceof DoubleColumn doubles) {
            putFixed(Double.doubleToRawLongBits(doubles.get(row)));
        } else if (column instanceof BooleanColumn booleans) {
            putUnsigned(booleans.get(row) ? 1 : 0);
        } else if (column instanceof BytesColumn text) {
            putBytes(text.data(), text.start(row), text.end(row));
        }
    }

    private void reserve(int more) {
        int needed = Math.addExact(size, more);
        if (needed > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.max(needed, Math.min(Integer.MAX_VALUE - 8, 2L * bytes.length)));
        }
    }
}
