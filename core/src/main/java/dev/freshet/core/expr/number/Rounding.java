package dev.freshet.core.expr.number;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Rounding to the nearest, halves away from zero. */
public final class Rounding {
    private static final int EXACT_POWERS = 22;
    private static final int MOST_DECIMALS = 340;

    private Rounding() {}

    /** To a whole number. */
    public static double halfAway(double value) {
        double size = Math.abs(value);
        double whole = Math.floor(size);
        return Math.copySign(size - whole >= 0.5 ? whole + 1 : whole, value);
    }

    /**
     * To that many decimals, of the value as its shortest decimal text says: {@code 2.675} gives {@code 2.68}. Negative
     * counts round before the point.
     */
    public static double halfAway(double value, long decimals) {
        if (!Double.isFinite(value) || decimals > MOST_DECIMALS) {
            return value;
        }
        if (decimals < -MOST_DECIMALS) {
            return 0;
        }
        if (decimals == 0) {
            return halfAway(value);
        }
        if (decimals > 0 && decimals <= EXACT_POWERS && value == Math.rint(value)) {
            return value;
        }
        return BigDecimal.valueOf(value)
                .setScale((int) decimals, RoundingMode.HALF_UP)
                .doubleValue();
    }

    /**
     * To that many decimals; only negative counts change a whole number.
     *
     * @throws ArithmeticException where the result does not fit
     */
    public static long halfAway(long value, long decimals) {
        if (decimals >= 0 || value == 0) {
            return value;
        }
        if (decimals < -19) {
            return 0;
        }
        return BigDecimal.valueOf(value)
                .setScale((int) decimals, RoundingMode.HALF_UP)
                .longValueExact();
    }
}
