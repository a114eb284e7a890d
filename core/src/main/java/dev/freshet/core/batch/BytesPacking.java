package dev.freshet.core.batch;

import dev.freshet.core.schema.Type;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Packs texts or raw bytes: the lengths by {@link LongPacking} and then the bytes. Where values repeat so much that it is
 * shorter, the distinct ones, in the order of their first appearance, and for each value the number of its distinct one.
 * Keeps scratch arrays: one instance a thread.
 */
final class BytesPacking {
    private static final int PLAIN = 0;
    private static final int DICTIONARY = 1;
    /** After so many values it is asked whether more than half of them were new. */
    private static final int TRIAL = 128;

    private long[] lengths = new long[256];
    private long[] codes = new long[256];
    private int[] firsts = new int[256];
    private int[] table = new int[512];

    /**
     * Writes values.
     *
     * @param rows the physical rows to write, {@code count} of them
     */
    void write(ByteSink sink, BytesColumn column, int[] rows, int count) {
        reserve(count);
        int distinct = collectDistinct(column, rows, count);
        if (distinct >= 0 && dictionaryPays(column, rows, count, distinct)) {
            sink.writeByte(DICTIONARY);
            sink.writeVarint(distinct);
            writePlain(sink, column, firsts, distinct);
            LongPacking.write(sink, codes, count);
        } else {
            sink.writeByte(PLAIN);
            writePlain(sink, column, rows, count);
        }
    }

    /**
     * Reads values.
     *
     * @param nulls which of the rows have none, or null
     */
    static BytesColumn read(ByteSource source, Type type, int rows, int count, long @Nullable [] nulls) {
        int form = source.readByte();
        if (form != PLAIN && form != DICTIONARY) {
            throw new CorruptBatchException("a column of bytes in form " + form);
        }
        int entries = form == DICTIONARY ? source.readCount(count, "distinct values") : count;
        long[] lengths = LongPacking.read(source, entries);
        int[] codes = null;
        int[] offsets = form == DICTIONARY ? new int[entries + 1] : new int[rows + 1];
        long total = 0;
        int value = 0;
        for (int i = 0; i + 1 < offsets.length; i++) {
            if (form == DICTIONARY || nulls == null || !Bits.get(nulls, i)) {
                long length = lengths[value++];
                total += length;
                if (length < 0 || total > source.remaining()) {
                    throw new CorruptBatchException("a value of " + length + " bytes");
                }
            }
            offsets[i + 1] = (int) total;
        }
        int start = source.skip(total);
        byte[] data = Arrays.copyOfRange(source.data(), start, start + (int) total);
        if (form == DICTIONARY) {
            codes = readCodes(source, rows, count, entries, nulls);
        }
        return new BytesColumn(type, data, offsets, codes, nulls);
    }

    private static int[] readCodes(ByteSource source, int rows, int count, int entries, long @Nullable [] nulls) {
        long[] packed = LongPacking.read(source, count);
        int[] codes = new int[rows];
        int value = 0;
        for (int row = 0; row < rows; row++) {
            if (nulls == null || !Bits.get(nulls, row)) {
                long code = packed[value++];
                if (code < 0 || code >= entries) {
                    throw new CorruptBatchException("value number " + code + " of " + entries);
                }
                codes[row] = (int) code;
            }
        }
        return codes;
    }

    private void writePlain(ByteSink sink, BytesColumn column, int[] rows, int count) {
        for (int i = 0; i < count; i++) {
            lengths[i] = column.end(rows[i]) - column.start(rows[i]);
        }
        LongPacking.write(sink, lengths, count);
        byte[] data = column.data();
        int from = 0;
        int to = 0;
        for (int i = 0; i < count; i++) {
            int start = column.start(rows[i]);
            if (start != to) {
                sink.writeBytes(data, from, to);
                from = start;
            }
            to = column.end(rows[i]);
        }
        sink.writeBytes(data, from, to);
    }

    /** Numbers the distinct values; how many there are, or -1 if too many for a dictionary to be worth it. */
    private int collectDistinct(BytesColumn column, int[] rows, int count) {
        int mask = table.length - 1;
        Arrays.fill(table, -1);
        int distinct = 0;
        byte[] data = column.data();
        for (int i = 0; i < count; i++) {
            int start = column.start(rows[i]);
            int end = column.end(rows[i]);
            int place = hash(data, start, end) & mask;
            int known = table[place];
            while (known >= 0 && !sameBytes(column, firsts[known], data, start, end)) {
                place = (place + 1) & mask;
                known = table[place];
            }
            if (known < 0) {
                known = distinct++;
                table[place] = known;
                firsts[known] = rows[i];
                if (distinct > TRIAL / 2 && distinct > i / 2) {
                    return -1;
                }
            }
            codes[i] = known;
        }
        return distinct;
    }

    private boolean dictionaryPays(BytesColumn column, int[] rows, int count, int distinct) {
        long codeBits = 64 - Long.numberOfLeadingZeros(distinct);
        long dictionary = length(column, firsts, distinct) + distinct + count * codeBits / 8;
        return dictionary < length(column, rows, count);
    }

    private static long length(BytesColumn column, int[] rows, int count) {
        long total = 0;
        for (int i = 0; i < count; i++) {
            total += column.end(rows[i]) - column.start(rows[i]);
        }
        return total;
    }

    private void reserve(int count) {
        if (lengths.length < count) {
            int size = Math.max(count, 2 * lengths.length);
            lengths = new long[size];
            codes = new long[size];
            firsts = new int[size];
        }
        int slots = Integer.highestOneBit(Math.max(256, count)) << 2;
        if (table.length != slots) {
            table = new int[slots];
        }
    }

    private static boolean sameBytes(BytesColumn column, int row, byte[] data, int start, int end) {
        return Arrays.equals(data, column.start(row), column.end(row), data, start, end);
    }

    /** FNV-1a (Fowler, Noll, Vo), with a last step that brings the high bits down. */
    private static int hash(byte[] data, int from, int to) {
        int hash = 0x811C9DC5;
        for (int i = from; i < to; i++) {
            hash = (hash ^ data[i]) * 0x01000193;
        }
        return hash ^ (hash >>> 15);
    }
}
