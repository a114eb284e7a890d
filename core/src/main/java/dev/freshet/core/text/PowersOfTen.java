package dev.freshet.core.text;

import java.math.BigInteger;

/** Powers of ten as {@code g * 2^r} with a {@code g} of 126 bits that is greater than what is exact by no more than 1. */
final class PowersOfTen {
    private static final int LEAST = -292;
    private static final int GREATEST = 324;
    private static final int BITS = 126;

    /** The upper 63 bits of each, and the lower 63. */
    private static final long[] PARTS = new long[2 * (GREATEST - LEAST + 1)];

    static {
        BigInteger low = BigInteger.ONE.shiftLeft(63).subtract(BigInteger.ONE);
        for (int power = LEAST; power <= GREATEST; power++) {
            BigInteger bits = leading(power).add(BigInteger.ONE);
            PARTS[2 * (power - LEAST)] = bits.shiftRight(63).longValueExact();
            PARTS[2 * (power - LEAST) + 1] = bits.and(low).longValueExact();
        }
    }

    private PowersOfTen() {}

    private static BigInteger leading(int power) {
        BigInteger ten = BigInteger.TEN.pow(Math.abs(power));
        if (power >= 0) {
            return ten.shiftLeft(BITS - ten.bitLength());
        }
        // One more than the bits of the power itself: it is no power of two, so 1 / 10^n begins a bit further down.
        return BigInteger.ONE.shiftLeft(BITS - 1 + ten.bitLength()).divide(ten);
    }

    static long high(int power) {
        return PARTS[2 * (power - LEAST)];
    }

    static long low(int power) {
        return PARTS[2 * (power - LEAST) + 1];
    }

    /** {@code floor(log10(2^exponent))}. */
    static int floorLog10(int exponent) {
        return (int) (exponent * 661_971_961_083L >> 41);
    }

    /** {@code floor(log10(3/4 * 2^exponent))}. */
    static int floorLog10OfThreeQuarters(int exponent) {
        return (int) (exponent * 661_971_961_083L - 274_743_187_321L >> 41);
    }

    /** {@code floor(log2(10^power))}. */
    static int floorLog2(int power) {
        return (int) (power * 913_124_641_741L >> 38);
    }
}
