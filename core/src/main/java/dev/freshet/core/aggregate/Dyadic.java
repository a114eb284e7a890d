package dev.freshet.core.aggregate;

import java.math.BigInteger;

/**
 * An exact number {@code mantissa · 2^exponent}: what sums of doubles and of their squares are. For the last step of an
 * aggregate, where a result is rounded once.
 */
record Dyadic(BigInteger mantissa, int exponent) {
    static final Dyadic ZERO = new Dyadic(BigInteger.ZERO, 0);

    private static final int LEAST_EXPONENT = -1074;

    /** A finite double, exactly. */
    static Dyadic of(double value) {
        long bits = Double.doubleToRawLongBits(value);
        long fraction = bits & ((1L << 52) - 1);
        int biased = (int) (bits >>> 52) & 0x7FF;
        long mantissa = biased == 0 ? fraction : fraction | (1L << 52);
        return new Dyadic(BigInteger.valueOf(bits < 0 ? -mantissa : mantissa), Math.max(biased, 1) - 1075);
    }

    Dyadic plus(Dyadic other) {
        if (mantissa.signum() == 0) {
            return other;
        }
        if (other.mantissa.signum() == 0) {
            return this;
        }
        int least = Math.min(exponent, other.exponent);
        return new Dyadic(at(least).add(other.at(least)), least);
    }

    Dyadic negate() {
        return new Dyadic(mantissa.negate(), exponent);
    }

    Dyadic times(Dyadic other) {
        return new Dyadic(mantissa.multiply(other.mantissa), exponent + other.exponent);
    }

    Dyadic times(long factor) {
        return new Dyadic(mantissa.multiply(BigInteger.valueOf(factor)), exponent);
    }

    /** The nearest double, ties to even. */
    double doubleValue() {
        return dividedBy(BigInteger.ONE);
    }

    /** The double nearest to the quotient, ties to even; a zero is 0.0, also where a negative quotient is rounded to it. */
    double dividedBy(BigInteger divisor) {
        if (mantissa.signum() == 0) {
            return 0.0;
        }
        BigInteger numerator = mantissa.abs();
        // A quotient of 64 bits or more leaves the rounding to the last step.
        int shift = Math.max(0, 64 + divisor.bitLength() - numerator.bitLength());
        BigInteger[] parts = numerator.shiftLeft(shift).divideAndRemainder(divisor);
        double magnitude = rounded(parts[0], parts[1].signum() != 0, exponent - shift);
        return mantissa.signum() < 0 ? 0.0 - magnitude : magnitude;
    }

    /** The double nearest to the quotient of this number and another that is not 0, as {@link #dividedBy(BigInteger)}. */
    double dividedBy(Dyadic divisor) {
        Dyadic dividend = divisor.mantissa.signum() < 0 ? negate() : this;
        return new Dyadic(dividend.mantissa, exponent - divisor.exponent).dividedBy(divisor.mantissa.abs());
    }

    /** The double nearest to the square root of the quotient of this number and another, neither negative nor the latter 0. */
    double rootOfQuotient(Dyadic divisor) {
        return new Dyadic(mantissa, exponent - divisor.exponent).rootOfQuotient(divisor.mantissa);
    }

    int signum() {
        return mantissa.signum();
    }

    /** The double nearest to the square root of the quotient of this number, not negative, and the divisor. */
    double rootOfQuotient(BigInteger divisor) {
        if (mantissa.signum() == 0) {
            return 0.0;
        }
        int shift = Math.max(0, 130 + divisor.bitLength() - mantissa.bitLength());
        shift += (exponent - shift) & 1;
        BigInteger[] parts = mantissa.shiftLeft(shift).divideAndRemainder(divisor);
        BigInteger[] root = parts[0].sqrtAndRemainder();
        return rounded(root[0], root[1].signum() != 0 || parts[1].signum() != 0, (exponent - shift) / 2);
    }

    private BigInteger at(int least) {
        return mantissa.shiftLeft(exponent - least);
    }

    /**
     * Rounds {@code (whole + part) · 2^unit} to 53 bits or to the least subnormal's unit.
     *
     * @param whole of 55 bits or more, or of a unit less than the least subnormal's
     * @param part whether there is something between 0 and 1 beyond the whole
     */
    private static double rounded(BigInteger whole, boolean part, int unit) {
        int drop = Math.max(whole.bitLength() - 53, LEAST_EXPONENT - unit);
        BigInteger kept = whole.shiftRight(drop);
        if (drop > 0 && whole.testBit(drop - 1)) {
            boolean beyondHalf = part || whole.getLowestSetBit() < drop - 1;
            if (beyondHalf || kept.testBit(0)) {
                kept = kept.add(BigInteger.ONE);
            }
        }
        return Math.scalb((double) kept.longValue(), unit + drop);
    }
}
