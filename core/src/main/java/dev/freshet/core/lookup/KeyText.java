package dev.freshet.core.lookup;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BytesColumn;
import dev.freshet.core.batch.LongColumn;
import dev.freshet.core.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes the keys of rows after a template, into one buffer. */
final class KeyText {
    /** What {@link #write} returns for a row with NULL in its key. */
    static final int NO_KEY = -1;

    private static final int LONGEST_LONG = 20;

    private final byte[][] literals;
    /** For each part the position of its column; -1 for a literal. */
    private final int[] columns;

    private byte[] buffer = new byte[64];

    KeyText(KeyTemplate template, Schema rows) {
        int parts = template.parts().size();
        literals = new byte[parts][];
        columns = new int[parts];
        for (int i = 0; i < parts; i++) {
            KeyTemplate.Part part = template.parts().get(i);
            columns[i] = part.column() ? rows.requireIndex(part.text()) : -1;
            literals[i] = part.column() ? new byte[0] : part.text().getBytes(StandardCharsets.UTF_8);
        }
    }

    /** Where {@link #write} has put the last key, from 0. */
    byte[] buffer() {
        return buffer;
    }

    /** Writes a row's key; returns its length, or {@link #NO_KEY}. */
    int write(Batch batch, int row) {
        int at = 0;
        for (int i = 0; i < columns.length; i++) {
            if (columns[i] < 0) {
                at = put(literals[i], 0, literals[i].length, at);
            } else if (batch.column(columns[i]).isNull(row)) {
                return NO_KEY;
            } else if (batch.column(columns[i]) instanceof BytesColumn text) {
                at = put(text.data(), text.start(row), text.end(row), at);
            } else {
                at = put(((LongColumn) batch.column(columns[i])).get(row), at);
            }
        }
        return at;
    }

    private int put(byte[] source, int from, int to, int at) {
        ensure(at + to - from);
        System.arraycopy(source, from, buffer, at, to - from);
        return at + to - from;
    }

    private int put(long value, int at) {
        ensure(at + LONGEST_LONG);
        int end = at + LONGEST_LONG;
        int first = end;
        // Negative numbers reach further than positive ones.
        long rest = value < 0 ? value : -value;
        do {
            buffer[--first] = (byte) ('0' - rest % 10);
            rest /= 10;
        } while (rest != 0);
        if (value < 0) {
            buffer[--first] = '-';
        }
        System.arraycopy(buffer, first, buffer, at, end - first);
        return at + end - first;
    }

    private void ensure(int length) {
        if (buffer.length < length) {
            buffer = Arrays.copyOf(buffer, Math.max(length, 2 * buffer.length));
        }
    }
}
