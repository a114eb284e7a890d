package dev.freshet.core.decode.scan;

/**
 * ASCII digits eight at a time. A digit's byte is its value after the bits of '0' are taken away; adding 0x76 then sets the
 * highest bit of everything else. Eight values become one number by three multiplications, of pairs, of fours and of both
 * halves (Lemire, "Number parsing at a gigabyte per second", Software: Practice and Experience 51(8), 2021, section 7).
 */
public final class Digits {
    private static final long ZEROS = Words.repeat('0');
    private static final long OTHERS = Words.repeat(0x76);
    private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000};

    private Digits() {}

    /** The place of the first byte from {@code from} on that is no digit, or {@code to}. */
    public static int end(byte[] data, int from, int to) {
        int i = from;
        for (; i + 8 <= data.length && i < to; i += 8) {
            long marks = others(Words.at(data, i) ^ ZEROS);
            if (marks != 0) {
                return Math.min(to, i + Words.first(marks));
            }
        }
        while (i < to && data[i] >= '0' && data[i] <= '9') {
            i++;
        }
        return Math.min(i, to);
    }

    /** The number that 1 to 16 digits write; negative if there is another byte among them or no room for a word. */
    public static long value(byte[] data, int from, int to) {
        int length = to - from;
        if (from + 8 > data.length || length <= 0 || length > 16) {
            return -1;
        }
        long word = Words.at(data, from) ^ ZEROS;
        if (length <= 8) {
            return ofFirst(word, length);
        }
        // The second word overlaps the first, so that nothing is read behind the digits.
        long rest = (Words.at(data, to - 8) ^ ZEROS) >>> 8 * (16 - length);
        long high = ofFirst(word, 8);
        long low = ofFirst(rest, length - 8);
        return (high | low) < 0 ? -1 : high * POWERS[length - 8] + low;
    }

    /**
     * The number that the first 1 to 8 bytes of a word write, without their '0' bits; negative if one is no digit.
     *
     * @param values the word, exclusive-or {@code '0'} in each byte
     */
    static long ofFirst(long values, int length) {
        long digits = values << 8 * (8 - length);
        return others(digits) != 0 ? -1 : combine(digits);
    }

    /** A word's bytes without the bits of '0'. */
    static long values(long word) {
        return word ^ ZEROS;
    }

    private static long others(long values) {
        return (values + OTHERS | values) & Words.HIGHS;
    }

    private static long combine(long values) {
        long pairs = values * 10 + (values >>> 8);
        long high = (pairs & 0x0000_00FF_0000_00FFL) * 0x000F_4240_0000_0064L;
        long low = (pairs >>> 16 & 0x0000_00FF_0000_00FFL) * 0x0000_2710_0000_0001L;
        return high + low >>> 32;
    }
}
