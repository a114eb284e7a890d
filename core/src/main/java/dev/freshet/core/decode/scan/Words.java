package dev.freshet.core.decode.scan;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Eight bytes at a time, first byte lowest (SIMD within a register; Warren, "Hacker's Delight", 2nd ed., section 6-1, on
 * finding a zero byte). The marks are exact up to and including the lowest; above it a borrow can set a false one, so only
 * {@link #first} of them may be used.
 */
public final class Words {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101_0101_0101_0101L;

    /** The highest bit of each byte. */
    public static final long HIGHS = 0x8080_8080_8080_8080L;

    private Words() {}

    /** The eight bytes at a place, which must all be inside the array. */
    public static long at(byte[] data, int index) {
        return (long) LONGS.get(data, index);
    }

    /** A word of eight times the same byte. */
    public static long repeat(int value) {
        return ONES * (value & 0xFF);
    }

    /** A mask of the first bytes of a word: of none where the count is negative, of all where it is 8 or more. */
    public static long firstBytes(int count) {
        return count >= 8 ? -1L : count <= 0 ? 0 : (1L << 8 * count) - 1;
    }

    /** Marks the bytes that equal those of a {@link #repeat}ed one. */
    public static long equalTo(long word, long repeated) {
        long difference = word ^ repeated;
        return (difference - ONES) & ~difference & HIGHS;
    }

    /** Marks the bytes below a bound of at most 128, given {@link #repeat}ed. */
    public static long below(long word, long repeatedBound) {
        return (word - repeatedBound) & ~word & HIGHS;
    }

    /** The index, from 0, of the first marked byte; 8 where none is. */
    public static int first(long marks) {
        return Long.numberOfTrailingZeros(marks) >>> 3;
    }

    /** The place of the first byte in a range that is one of two, both given {@link #repeat}ed; or {@code to}. */
    public static int find(byte[] data, int from, int to, long one, long other) {
        int i = from;
        for (; i < to && i + 8 <= data.length; i += 8) {
            long word = at(data, i);
            long marks = equalTo(word, one) | equalTo(word, other);
            if (marks != 0) {
                return Math.min(to, i + first(marks));
            }
        }
        while (i < to && data[i] != (byte) one && data[i] != (byte) other) {
            i++;
        }
        return Math.min(to, i);
    }

    /** Whether all bytes are ASCII. */
    public static boolean isAscii(byte[] data, int from, int to) {
        int i = from;
        for (; i + 8 <= to; i += 8) {
            if ((at(data, i) & HIGHS) != 0) {
                return false;
            }
        }
        for (; i < to; i++) {
            if (data[i] < 0) {
                return false;
            }
        }
        return true;
    }
}
