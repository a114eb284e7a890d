package dev.freshet.core.expr.kernel;

import dev.freshet.core.batch.BytesColumn;
import dev.freshet.core.schema.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes a column of texts, row by row in ascending order; rows that are left out are empty. */
final class TextWriter {
    private static final int FIRST_BYTES = 256;

    private boolean leaves;
    private byte[] data = new byte[0];
    private int[] offsets = new int[0];
    private int capacity;
    private int end;
    private int next;

    void leaves() {
        leaves = true;
    }

    /** Begins a column of that many rows. */
    void begin(int rows) {
        capacity = rows;
        end = 0;
        next = 0;
        if (leaves) {
            data = new byte[Math.max(FIRST_BYTES, data.length / 2)];
        }
        if (leaves || offsets.length < rows + 1) {
            offsets = new int[rows + 1];
        }
    }

    /** The array to write the open row into, from {@link #position} on, with room for so many bytes. */
    byte[] reserve(int bytes) {
        int needed = Math.addExact(end, bytes);
        if (data.length < needed) {
            data = Arrays.copyOf(data, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(2L * needed, FIRST_BYTES)));
        }
        return data;
    }

    /** Where the open row goes on. */
    int position() {
        return end;
    }

    /** Ends what was written into the reserved array. */
    void advance(int position) {
        end = position;
    }

    void append(byte b) {
        reserve(1)[end++] = b;
    }

    void append(byte[] source, int from, int to) {
        byte[] target = reserve(to - from);
        System.arraycopy(source, from, target, end, to - from);
        end += to - from;
    }

    /** Appends a text of ASCII characters. */
    void appendAscii(String ascii) {
        int length = ascii.length();
        byte[] target = reserve(length);
        for (int i = 0; i < length; i++) {
            target[end + i] = (byte) ascii.charAt(i);
        }
        end += length;
    }

    void append(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        append(bytes, 0, bytes.length);
    }

    /** Opens a row: what is appended from now on is its text. */
    void open(int row) {
        while (next <= row) {
            offsets[next++] = end;
        }
    }

    /** A row's whole text. */
    void put(int row, byte[] source, int from, int to) {
        open(row);
        append(source, from, to);
    }

    BytesColumn column(Type type, long @Nullable [] nulls) {
        open(capacity);
        return new BytesColumn(type, data, offsets, null, nulls);
    }
}
