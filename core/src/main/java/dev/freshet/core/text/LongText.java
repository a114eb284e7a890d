package dev.freshet.core.text;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Integers in decimal, eight digits at a time: a word holds the digits in lanes that are divided by 100 and then by 10 all at once,
 * by multiplications that are exact for so few digits (after H. S. Warren, Hacker's Delight, chapter 10).
 */
public final class LongText {
    /** As many bytes as a number takes at most. */
    public static final int MOST_BYTES = 20;

    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ZEROS = 0x3030303030303030L;
    private static final int EIGHT = 100_000_000;
    private static final long[] POWERS = new long[19];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = 10 * POWERS[i - 1];
        }
    }

    private LongText() {}

    /** Writes a number as {@link Long#toString(long)} does; returns where it ends. */
    public static int write(long value, byte[] into, int at) {
        if (value >= 0) {
            return write(value, count(value), into, at);
        }
        into[at] = '-';
        // The least value has no positive one beside it: its last digit is written by itself.
        long head = -(value / 10);
        int end = head == 0 ? at + 1 : write(head, count(head), into, at + 1);
        into[end] = (byte) ('0' - value % 10);
        return end + 1;
    }

    /** How many digits a number has that is not negative; 1 for 0. */
    static int count(long value) {
        // 1233 / 4096 is a little more than log10(2), so the estimate is right or one too few.
        int estimate = (64 - Long.numberOfLeadingZeros(value | 1)) * 1233 >>> 12;
        return estimate < POWERS.length && value >= POWERS[estimate] ? estimate + 1 : Math.max(1, estimate);
    }

    /** Writes a number that is not negative and has so many digits; returns where they end. */
    static int write(long value, int digits, byte[] into, int at) {
        int end = at + digits;
        if (digits < 8) {
            long word = first((int) value, digits);
            for (int i = at; i < end; i++) {
                into[i] = (byte) word;
                word >>>= 8;
            }
            return end;
        }
        long head = value / EIGHT;
        // The words behind the first one overwrite what it has too many.
        if (digits > 16) {
            long top = head / EIGHT;
            WORDS.set(into, at, first((int) top, digits - 16));
            WORDS.set(into, end - 16, eight((int) (head - top * EIGHT)));
        } else if (digits > 8) {
            WORDS.set(into, at, first((int) head, digits - 8));
        }
        WORDS.set(into, end - 8, eight((int) (value - head * EIGHT)));
        return end;
    }

    /** Up to eight digits, the first one in the lowest byte. */
    private static long first(int value, int digits) {
        return eight(value) >>> 8 * (8 - digits);
    }

    /** Eight digits of a number below 10^8, the first one in the lowest byte. */
    private static long eight(int value) {
        int high = value / 10_000;
        long fours = high | (long) (value - 10_000 * high) << 32;
        // 10486 / 2^20 is 1 / 100 for numbers of four digits, 103 / 2^10 is 1 / 10 for those of two.
        long hundreds = (fours * 10_486 >>> 20) & 0x7F_0000_007FL;
        long twos = hundreds | fours - 100 * hundreds << 16;
        long tens = (twos * 103 >>> 10) & 0x000F_000F_000F_000FL;
        return (tens | twos - 10 * tens << 8) + ZEROS;
    }
}
