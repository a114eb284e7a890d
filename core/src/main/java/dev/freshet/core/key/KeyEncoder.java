package dev.freshet.core.key;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.BooleanColumn;
import dev.freshet.core.batch.BytesColumn;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.DoubleColumn;
import dev.freshet.core.batch.LongColumn;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Writes the key columns of a row as bytes, such that two rows have the same key exactly if they have the same bytes. Each
 * column is a tag and what follows it; the form is self-delimiting, and part of snapshots under {@link #VERSION}:
 *
 * <pre>
 * 0 null | 1 false | 2 true | 3 BIGINT, 8 bytes | 4 TIMESTAMP, 8 bytes | 5 DOUBLE, 8 bytes of its bits
 * 6 VARCHAR | 7 VARBINARY: length as LEB128, then the bytes
 * </pre>
 *
 * Numbers are little-endian. -0.0 is written as 0.0 and every NaN as the canonical one, so that they are one key each.
 *
 * <p>Not thread-safe: keeps a scratch buffer.
 */
public final class KeyEncoder {
    /** The version of the form. */
    public static final int VERSION = 1;

    private static final byte NULL = 0;
    private static final byte FALSE = 1;
    private static final byte TRUE = 2;
    private static final byte BIGINT = 3;
    private static final byte TIMESTAMP = 4;
    private static final byte DOUBLE = 5;
    private static final byte VARCHAR = 6;
    private static final byte VARBINARY = 7;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final int[] columns;
    private byte[] buffer = new byte[64];
    private int[] entrySlots = new int[0];
    private long[] entryHashes = new long[0];

    /** @param columns the positions of the key's columns in the schema of the batches; none for the one key of everything */
    public KeyEncoder(int... columns) {
        this.columns = columns.clone();
    }

    /**
     * Writes the row's key to {@link #buffer()}, from 0 on.
     *
     * @param row a physical row
     * @return the key's length
     */
    public int encode(Batch batch, int row) {
        int at = 0;
        for (int column : columns) {
            at = put(batch.column(column), row, at);
        }
        return at;
    }

    /** Where {@link #encode} has put the last key. Another array after a longer key. */
    public byte[] buffer() {
        return buffer;
    }

    /** The hash of each selected row's key, by position of the selection. */
    public void hashes(Batch batch, long[] out) {
        int size = batch.size();
        BytesColumn dictionary = dictionary(batch);
        if (dictionary != null) {
            hashesByEntry(batch, dictionary, out);
            return;
        }
        if (columns.length == 1 && batch.column(columns[0]) instanceof BytesColumn column && !column.mayHaveNulls()) {
            hashesByRun(batch, column, out);
            return;
        }
        for (int i = 0; i < size; i++) {
            int length = encode(batch, batch.row(i));
            out[i] = KeyHash.hash(buffer, 0, length);
        }
    }

    /** Rows of a file or a partition often have the key of the row before. */
    private void hashesByRun(Batch batch, BytesColumn column, long[] out) {
        byte[] bytes = column.data();
        int from = 0;
        int to = -1;
        long hash = 0;
        for (int i = 0; i < batch.size(); i++) {
            int row = batch.row(i);
            int start = column.start(row);
            int end = column.end(row);
            if (to < from || !Arrays.equals(bytes, from, to, bytes, start, end)) {
                int length = encode(batch, row);
                hash = KeyHash.hash(buffer, 0, length);
                from = start;
                to = end;
            }
            out[i] = hash;
        }
    }

    /**
     * The slot of each selected row's key, by position of the selection; keys that are not in the table are added. A value of
     * a dictionary is looked up once.
     */
    public void slots(Batch batch, KeyTable table, int[] out) {
        int size = batch.size();
        BytesColumn dictionary = dictionary(batch);
        if (dictionary != null) {
            slotsByEntry(batch, dictionary, table, out);
            return;
        }
        for (int i = 0; i < size; i++) {
            out[i] = slot(batch, batch.row(i), table);
        }
    }

    /** The slot of one row's key; it is added if it is not in the table. */
    public int slot(Batch batch, int row, KeyTable table) {
        int length = encode(batch, row);
        return table.slot(buffer, 0, length, KeyHash.hash(buffer, 0, length));
    }

    /**
     * Puts a key's columns into the builder's open row.
     *
     * @param from where the key begins
     * @param firstColumn the builder's column for the key's first one; the others follow
     * @return where the key ends
     * @throws IllegalArgumentException if the bytes are no key
     */
    public int decodeInto(byte[] bytes, int from, BatchBuilder out, int firstColumn) {
        int at = from;
        for (int i = 0; i < columns.length; i++) {
            int column = firstColumn + i;
            byte tag = bytes[at++];
            switch (tag) {
                case NULL -> out.putNull(column);
                case FALSE, TRUE -> out.putBoolean(column, tag == TRUE);
                case BIGINT, TIMESTAMP -> {
                    out.putLong(column, (long) LONG.get(bytes, at));
                    at += 8;
                }
                case DOUBLE -> {
                    out.putDouble(column, Double.longBitsToDouble((long) LONG.get(bytes, at)));
                    at += 8;
                }
                case VARCHAR, VARBINARY -> {
                    int length = 0;
                    for (int shift = 0; ; shift += 7) {
                        byte next = bytes[at++];
                        length |= (next & 0x7F) << shift;
                        if (next >= 0) {
                            break;
                        }
                    }
                    out.putBytes(column, bytes, at, at + length);
                    at += length;
                }
                default -> throw new IllegalArgumentException("no key: tag " + tag + " at byte " + (at - 1));
            }
        }
        return at;
    }

    private int put(Column column, int row, int at) {
        if (column.isNull(row)) {
            ensure(at + 1);
            buffer[at] = NULL;
            return at + 1;
        }
        return switch (column.type()) {
            case BOOLEAN -> {
                ensure(at + 1);
                buffer[at] = ((BooleanColumn) column).get(row) ? TRUE : FALSE;
                yield at + 1;
            }
            case BIGINT -> putLong(BIGINT, ((LongColumn) column).get(row), at);
            case TIMESTAMP -> putLong(TIMESTAMP, ((LongColumn) column).get(row), at);
            case DOUBLE -> putLong(DOUBLE, Double.doubleToLongBits(((DoubleColumn) column).get(row) + 0.0), at);
            case VARCHAR -> putBytes(VARCHAR, (BytesColumn) column, row, at);
            case VARBINARY -> putBytes(VARBINARY, (BytesColumn) column, row, at);
        };
    }

    private int putLong(byte tag, long value, int at) {
        ensure(at + 9);
        buffer[at] = tag;
        LONG.set(buffer, at + 1, value);
        return at + 9;
    }

    private int putBytes(byte tag, BytesColumn column, int row, int at) {
        int entry = column.entry(row);
        int start = column.offsets()[entry];
        int length = column.offsets()[entry + 1] - start;
        ensure(at + 6 + length);
        buffer[at++] = tag;
        int rest = length;
        for (; rest > 0x7F; rest >>>= 7) {
            buffer[at++] = (byte) (rest | 0x80);
        }
        buffer[at++] = (byte) rest;
        System.arraycopy(column.data(), start, buffer, at, length);
        return at + length;
    }

    private void ensure(int length) {
        if (buffer.length < length) {
            buffer = Arrays.copyOf(buffer, Math.max(length, 2 * buffer.length));
        }
    }

    /** The key's one column, if its values are shared by rows. */
    private @Nullable BytesColumn dictionary(Batch batch) {
        return columns.length == 1
                        && batch.column(columns[0]) instanceof BytesColumn column
                        && column.codes() != null
                        && !column.mayHaveNulls()
                        && column.offsets().length <= batch.size()
                ? column
                : null;
    }

    private void slotsByEntry(Batch batch, BytesColumn column, KeyTable table, int[] out) {
        int entries = column.offsets().length - 1;
        if (entrySlots.length < entries) {
            entrySlots = new int[entries];
        }
        Arrays.fill(entrySlots, 0, entries, -1);
        int size = batch.size();
        for (int i = 0; i < size; i++) {
            int row = batch.row(i);
            int entry = column.entry(row);
            int slot = entrySlots[entry];
            if (slot < 0) {
                slot = slot(batch, row, table);
                entrySlots[entry] = slot;
            }
            out[i] = slot;
        }
    }

    private void hashesByEntry(Batch batch, BytesColumn column, long[] out) {
        int entries = column.offsets().length - 1;
        if (entrySlots.length < entries) {
            entrySlots = new int[entries];
        }
        if (entryHashes.length < entries) {
            entryHashes = new long[entries];
        }
        Arrays.fill(entrySlots, 0, entries, -1);
        int size = batch.size();
        for (int i = 0; i < size; i++) {
            int row = batch.row(i);
            int entry = column.entry(row);
            if (entrySlots[entry] < 0) {
                int length = encode(batch, row);
                entryHashes[entry] = KeyHash.hash(buffer, 0, length);
                entrySlots[entry] = 0;
            }
            out[i] = entryHashes[entry];
        }
    }
}
