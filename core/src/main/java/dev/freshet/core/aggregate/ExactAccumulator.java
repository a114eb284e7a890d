package dev.freshet.core.aggregate;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * An exact sum of doubles of any size, in fixed point: Neal's "small superaccumulator" ("Fast Exact Summation Using Small and
 * Large Superaccumulators", 2015). Digits of 32 bits are kept in longs, so that carries need to be passed on only every
 * 2^30 additions; digit {@code i} counts multiples of {@code 2^(32 (first + i))}. Only the digits in use are kept. Adding
 * is commutative and associative, so the sum does not depend on order.
 */
final class ExactAccumulator {
    private static final long DIGIT = 0xFFFFFFFFL;
    private static final long HALF = (1L << 27) - 1;
    private static final int ADDITIONS_BEFORE_CARRY = 1 << 30;

    private long[] digits = new long[0];
    private int first;
    private int additions;

    /** Adds a finite value. */
    void add(double value) {
        long bits = Double.doubleToRawLongBits(value);
        long magnitude = magnitude(bits);
        if (magnitude != 0) {
            add(magnitude, bits < 0, exponent(bits));
        }
    }

    /** Adds the exact square of a finite value. */
    void addSquare(double value) {
        long bits = Double.doubleToRawLongBits(value);
        long magnitude = magnitude(bits);
        if (magnitude != 0) {
            int exponent = 2 * exponent(bits);
            long high = magnitude >>> 27;
            long low = magnitude & HALF;
            add(high * high, false, exponent + 54);
            add(high * low, false, exponent + 28);
            add(low * low, false, exponent);
        }
    }

    /** Adds the exact product of two finite values. */
    void addProduct(double a, double b) {
        long aBits = Double.doubleToRawLongBits(a);
        long bBits = Double.doubleToRawLongBits(b);
        long aMagnitude = magnitude(aBits);
        long bMagnitude = magnitude(bBits);
        if (aMagnitude != 0 && bMagnitude != 0) {
            boolean negative = (aBits ^ bBits) < 0;
            int exponent = exponent(aBits) + exponent(bBits);
            long aLow = aMagnitude & HALF;
            long bLow = bMagnitude & HALF;
            add((aMagnitude >>> 27) * (bMagnitude >>> 27), negative, exponent + 54);
            add((aMagnitude >>> 27) * bLow + aLow * (bMagnitude >>> 27), negative, exponent + 27);
            add(aLow * bLow, negative, exponent);
        }
    }

    void add(ExactAccumulator other) {
        if (other.digits.length == 0) {
            return;
        }
        other.carry();
        cover(other.first, other.first + other.digits.length);
        for (int i = 0; i < other.digits.length; i++) {
            digits[other.first - first + i] += other.digits[i];
        }
        counted();
    }

    Dyadic value() {
        carry();
        BigInteger sum = BigInteger.ZERO;
        for (int i = digits.length - 1; i >= 0; i--) {
            sum = sum.shiftLeft(32).add(BigInteger.valueOf(digits[i]));
        }
        return new Dyadic(sum, 32 * first);
    }

    void write(PackedWriter to) {
        carry();
        int from = 0;
        while (from < digits.length && digits[from] == 0) {
            from++;
        }
        int end = digits.length;
        while (end > from && digits[end - 1] == 0) {
            end--;
        }
        to.unsigned(end - from);
        to.signed(first + from);
        for (int i = from; i < end; i++) {
            to.signed(digits[i]);
        }
    }

    /** Adds what {@link #write} wrote. */
    void read(PackedReader from) {
        int count = (int) from.unsigned();
        int start = (int) from.signed();
        if (count > 0) {
            cover(start, start + count);
            for (int i = 0; i < count; i++) {
                digits[start - first + i] += from.signed();
            }
            counted();
        }
    }

    long sizeBytes() {
        return 48 + 8L * digits.length;
    }

    private static long magnitude(long bits) {
        long fraction = bits & ((1L << 52) - 1);
        return (bits & (0x7FFL << 52)) == 0 ? fraction : fraction | (1L << 52);
    }

    private static int exponent(long bits) {
        return Math.max((int) (bits >>> 52) & 0x7FF, 1) - 1075;
    }

    private void add(long magnitude, boolean negative, int exponent) {
        int digit = exponent >> 5;
        int shift = exponent & 31;
        cover(digit, digit + 3);
        int at = digit - first;
        long low = (magnitude & DIGIT) << shift;
        long high = (magnitude >>> 32) << shift;
        long sign = negative ? -1 : 1;
        digits[at] += sign * (low & DIGIT);
        digits[at + 1] += sign * ((low >>> 32) + (high & DIGIT));
        digits[at + 2] += sign * (high >>> 32);
        counted();
    }

    private void counted() {
        if (++additions >= ADDITIONS_BEFORE_CARRY) {
            carry();
        }
    }

    /** Brings all digits but the highest into [0, 2^32). */
    private void carry() {
        if (additions == 0) {
            return;
        }
        additions = 0;
        long carry = 0;
        for (int i = 0; i < digits.length; i++) {
            long sum = digits[i] + carry;
            boolean highest = i == digits.length - 1;
            if (highest && (int) sum != sum) {
                cover(first, first + digits.length + 1);
                highest = false;
            }
            digits[i] = highest ? sum : sum & DIGIT;
            carry = highest ? 0 : sum >> 32;
        }
    }

    /** Makes room for digits {@code [from, to)}. */
    private void cover(int from, int to) {
        if (digits.length == 0) {
            digits = new long[to - from];
            first = from;
        } else if (from < first || to > first + digits.length) {
            int least = Math.min(from, first);
            long[] wider = new long[Math.max(to, first + digits.length) - least];
            System.arraycopy(digits, 0, wider, first - least, digits.length);
            digits = wider;
            first = least;
        }
    }

    @Override
    public String toString() {
        return Arrays.toString(digits) + " from 2^" + 32 * first;
    }
}
