package dev.freshet.spouts.file;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds bytes, eight at a time: a word XORed with the byte in all places has a zero byte where the byte stands, and
 * {@code (x - 0x01..) & ~x & 0x80..} has its lowest bit set at the first zero byte (H. S. Warren, Hacker's Delight, 6-1).
 */
final class ByteSearch {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    private ByteSearch() {}

    /** The first place of the byte in {@code [from, to)}, or -1. */
    static int first(byte[] data, int from, int to, byte wanted) {
        long pattern = ONES * (wanted & 0xff);
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long hits = zeros((long) WORDS.get(data, at) ^ pattern);
            if (hits != 0) {
                return at + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
        }
        for (; at < to; at++) {
            if (data[at] == wanted) {
                return at;
            }
        }
        return -1;
    }

    /** The first place of one of two bytes in {@code [from, to)}, or -1. */
    static int either(byte[] data, int from, int to, byte one, byte other) {
        long onePattern = ONES * (one & 0xff);
        long otherPattern = ONES * (other & 0xff);
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long word = (long) WORDS.get(data, at);
            long hits = zeros(word ^ onePattern) | zeros(word ^ otherPattern);
            if (hits != 0) {
                return at + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
        }
        for (; at < to; at++) {
            if (data[at] == one || data[at] == other) {
                return at;
            }
        }
        return -1;
    }

    private static long zeros(long word) {
        return (word - ONES) & ~word & HIGHS;
    }
}
