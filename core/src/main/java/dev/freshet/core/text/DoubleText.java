package dev.freshet.core.text;

import java.nio.charset.StandardCharsets;

/**
 * Doubles in decimal: of the shortest decimals that are read as the same double the one nearest to it, in the form of
 * {@link Double#toString(double)}. That is what {@code Double.toString} gives since JDK 19; before, it had digits to spare at times.
 *
 * <p>Found by R. Giulietti's Schubfach (2020): a power of ten, as 126 bits of it that a table has, takes the double and the middles
 * between it and its neighbours to a scale on which no more than two integers, and one multiple of ten, can be between these.
 * Three multiplications of 64 by 128 bits; O(digits), nothing is allocated.
 */
public final class DoubleText {
    /** As many bytes as a double takes, and one more that is used on the way. */
    public static final int MOST_BYTES = 25;

    private static final int FRACTION_BITS = 52;
    private static final long HIDDEN = 1L << FRACTION_BITS;
    private static final int LEAST_EXPONENT = -1074;
    private static final long LOW_63 = Long.MAX_VALUE;
    /** A subnormal below this times the least double is looked at with one digit more, for {@code 4.9E-324}. */
    private static final long TINY = 3;

    private static final byte[] NAN = "NaN".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] INFINITY = "Infinity".getBytes(StandardCharsets.US_ASCII);

    private DoubleText() {}

    /** The text of a double. */
    public static String of(double value) {
        byte[] bytes = new byte[MOST_BYTES];
        return new String(bytes, 0, write(value, bytes, 0), StandardCharsets.ISO_8859_1);
    }

    /** Writes a double, {@link #MOST_BYTES} bytes at most; returns where it ends. */
    public static int write(double value, byte[] into, int at) {
        long bits = Double.doubleToRawLongBits(value);
        int biased = (int) (bits >>> FRACTION_BITS) & 0x7FF;
        long fraction = bits & HIDDEN - 1;
        if (biased == 0x7FF && fraction != 0) {
            return copy(NAN, into, at);
        }
        int start = at;
        if (bits < 0) {
            into[start++] = '-';
        }
        if (biased == 0x7FF) {
            return copy(INFINITY, into, start);
        }
        if (biased == 0) {
            return subnormal(fraction, into, start);
        }
        long significand = HIDDEN | fraction;
        int exponent = biased - 1075;
        if (exponent <= 0 && exponent > -53 && (significand & (1L << -exponent) - 1) == 0) {
            // An integer whose neighbours are no farther than 1 away: no decimal is shorter.
            return shaped(significand >> -exponent, 0, into, start);
        }
        return shortest(significand, exponent, fraction == 0 && biased > 1, 0, into, start);
    }

    private static int subnormal(long significand, byte[] into, int at) {
        if (significand == 0) {
            into[at] = '0';
            into[at + 1] = '.';
            into[at + 2] = '0';
            return at + 3;
        }
        return significand < TINY
                ? shortest(10 * significand, LEAST_EXPONENT, false, -1, into, at)
                : shortest(significand, LEAST_EXPONENT, false, 0, into, at);
    }

    /**
     * Writes {@code significand * 2^exponent * 10^moved}.
     *
     * @param uneven whether the neighbour below is half as far as the one above
     */
    private static int shortest(long significand, int exponent, boolean uneven, int moved, byte[] into, int at) {
        int power = uneven ? PowersOfTen.floorLog10OfThreeQuarters(exponent) : PowersOfTen.floorLog10(exponent);
        int shift = exponent + PowersOfTen.floorLog2(-power) + 2;
        long high = PowersOfTen.high(-power);
        long low = PowersOfTen.low(-power);
        // Quarters, so that the middles between neighbours are integers too.
        long quarters = significand << 2;
        long value = scaled(high, low, quarters << shift);
        long lower = scaled(high, low, quarters - (uneven ? 1 : 2) << shift);
        long upper = scaled(high, low, quarters + 2 << shift);
        // Of an even significand the middles themselves are read as the double.
        long open = significand & 1;
        long floor = value >> 2;
        if (floor >= 100) {
            long tens = floor / 10 * 10;
            boolean below = lower + open <= tens << 2;
            boolean above = (tens + 10 << 2) + open <= upper;
            if (below != above) {
                return shaped(below ? tens : tens + 10, power + moved, into, at);
            }
        }
        boolean below = lower + open <= floor << 2;
        boolean above = (floor + 1 << 2) + open <= upper;
        if (below != above) {
            return shaped(below ? floor : floor + 1, power + moved, into, at);
        }
        long off = value - (floor << 2) - 2;
        boolean down = off < 0 || off == 0 && (floor & 1) == 0;
        return shaped(down ? floor : floor + 1, power + moved, into, at);
    }

    /** The product with the power, without its last 127 bits, and the last bit set if any of those was. */
    private static long scaled(long high, long low, long value) {
        long middle = (high * value >>> 1) + Math.multiplyHigh(low, value);
        long product = Math.multiplyHigh(high, value) + (middle >>> 63);
        return product | (middle & LOW_63) + LOW_63 >>> 63;
    }

    /** Writes {@code digits * 10^power}, above 0. */
    private static int shaped(long digits, int power, byte[] into, int at) {
        long rest = digits;
        int exponent = power;
        if (rest % 100_000_000 == 0) {
            rest /= 100_000_000;
            exponent += 8;
        }
        for (long tenth; (tenth = rest / 10) * 10 == rest; rest = tenth) {
            exponent++;
        }
        int count = LongText.count(rest);
        // Where the point is, counted from the first digit.
        int point = count + exponent;
        if (point > 7 || point < -2) {
            return scientific(rest, count, point - 1, into, at);
        }
        if (point <= 0) {
            into[at] = '0';
            into[at + 1] = '.';
            int start = at + 2;
            for (int i = point; i < 0; i++) {
                into[start++] = '0';
            }
            return LongText.write(rest, count, into, start);
        }
        if (exponent >= 0) {
            int end = LongText.write(rest, count, into, at);
            for (int i = 0; i < exponent; i++) {
                into[end++] = '0';
            }
            into[end] = '.';
            into[end + 1] = '0';
            return end + 2;
        }
        return pointed(rest, count, point, into, at);
    }

    private static int scientific(long digits, int count, int exponent, byte[] into, int at) {
        int end;
        if (count == 1) {
            into[at] = (byte) ('0' + digits);
            into[at + 1] = '.';
            into[at + 2] = '0';
            end = at + 3;
        } else {
            end = pointed(digits, count, 1, into, at);
        }
        into[end] = 'E';
        return LongText.write(exponent, into, end + 1);
    }

    /** Writes digits with a point after the first ones. */
    private static int pointed(long digits, int count, int point, byte[] into, int at) {
        int end = LongText.write(digits, count, into, at + 1);
        for (int i = 0; i < point; i++) {
            into[at + i] = into[at + i + 1];
        }
        into[at + point] = '.';
        return end;
    }

    private static int copy(byte[] text, byte[] into, int at) {
        System.arraycopy(text, 0, into, at, text.length);
        return at + text.length;
    }
}
