package dev.freshet.core.batch;

import dev.freshet.core.schema.Type;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * VARCHAR (valid UTF-8) or VARBINARY values: one byte array with offsets. Plain, entry {@code i} is row {@code i}; with a
 * dictionary, {@code codes[row]} is the row's entry, and several rows share one. Entry {@code i} is
 * {@code data[offsets[i] .. offsets[i + 1])}. A row without a value has an empty entry or any code.
 */
public final class BytesColumn extends Column {
    private final byte[] data;
    private final int[] offsets;
    private final int @Nullable [] codes;

    public BytesColumn(Type type, byte[] data, int[] offsets, int @Nullable [] codes, long @Nullable [] nulls) {
        super(type, nulls);
        if (!type.isBytes()) {
            throw new IllegalArgumentException(type + " is not held as bytes");
        }
        this.data = data;
        this.offsets = offsets;
        this.codes = codes;
    }

    /** Where the row's bytes begin in {@link #data()}. */
    public int start(int row) {
        return offsets[entry(row)];
    }

    /** Where the row's bytes end in {@link #data()}, exclusive. */
    public int end(int row) {
        return offsets[entry(row) + 1];
    }

    /** The bytes of all entries. Read only. */
    public byte[] data() {
        return data;
    }

    /** The entries' bounds: one more than there are entries. Read only. */
    public int[] offsets() {
        return offsets;
    }

    /** The rows' entries, or null where row {@code i} is entry {@code i}. Read only. */
    public int @Nullable [] codes() {
        return codes;
    }

    /** The entry of a row. */
    public int entry(int row) {
        return codes == null ? row : codes[row];
    }

    /** The row's text; a new String at each call, so not for hot paths. */
    public String text(int row) {
        int start = start(row);
        return new String(data, start, end(row) - start, StandardCharsets.UTF_8);
    }

    /** Whether the row's bytes are these. */
    public boolean contentEquals(int row, byte[] other) {
        return Arrays.equals(data, start(row), end(row), other, 0, other.length);
    }

    @Override
    Object boxed(int row) {
        return type() == Type.VARCHAR ? text(row) : Arrays.copyOfRange(data, start(row), end(row));
    }
}
