package dev.freshet.bench.flink.stream;

import dev.freshet.core.batch.BytesColumn;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One row of a column as text, without a copy; ASCII only. Reused. */
final class AsciiText implements CharSequence {
    private byte[] data = new byte[0];
    private int start;
    private int length;

    @Nullable
    BytesColumn column;

    void at(int row) {
        BytesColumn of = column;
        if (of != null) {
            data = of.data();
            start = of.start(row);
            length = of.end(row) - start;
        }
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public char charAt(int index) {
        return (char) data[start + index];
    }

    @Override
    public CharSequence subSequence(int from, int to) {
        return toString().substring(from, to);
    }

    @Override
    public String toString() {
        return new String(data, start, length, StandardCharsets.US_ASCII);
    }
}
