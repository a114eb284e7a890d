package dev.freshet.core.decode.scan;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * Reads decimal numbers ({@code -12}, {@code 3.50}, {@code 6.02e23}) out of ASCII bytes. Doubles are exactly those of {@link
 * Double#parseDouble}: where significand and power of ten are both exact binary64 values, one multiplication or division
 * rounds correctly (Clinger, "How to read floating point numbers accurately", PLDI 1990); the rest goes to the library.
 * Short numbers without sign and exponent are read in words. Keeps the last result: one instance a thread.
 */
public final class DecimalReader {
    private static final int MAX_LONG_DIGITS = 18;
    private static final int MAX_EXACT_DIGITS = 15;
    private static final long MAX_EXACT_SIGNIFICAND = 1L << 53;
    private static final long POINTS = Words.repeat('.');
    private static final double[] POWERS = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private long longValue;
    private double doubleValue;

    /** The value of the last {@link #readLong} that returned true. */
    public long longValue() {
        return longValue;
    }

    /** The value of the last {@link #readDouble} that returned true. */
    public double doubleValue() {
        return doubleValue;
    }

    /**
     * Reads a whole number: an optional sign and digits, nothing else.
     *
     * @return false if it is none, or does not fit
     */
    public boolean readLong(byte[] data, int from, int to) {
        long digits = Digits.value(data, from, to);
        if (digits >= 0) {
            longValue = digits;
            return true;
        }
        int i = from;
        boolean negative = i < to && data[i] == '-';
        if (negative || (i < to && data[i] == '+')) {
            i++;
        }
        if (i == to) {
            return false;
        }
        int safeEnd = Math.min(to, i + MAX_LONG_DIGITS);
        long value = 0;
        for (; i < safeEnd; i++) {
            int digit = data[i] - '0';
            if (digit < 0 || digit > 9) {
                return false;
            }
            value = value * 10 - digit;
        }
        for (; i < to; i++) {
            int digit = data[i] - '0';
            if (digit < 0 || digit > 9 || value < Long.MIN_VALUE / 10) {
                return false;
            }
            long shifted = value * 10;
            if (shifted < Long.MIN_VALUE + digit) {
                return false;
            }
            value = shifted - digit;
        }
        if (!negative && value == Long.MIN_VALUE) {
            return false;
        }
        longValue = negative ? value : -value;
        return true;
    }

    /**
     * Reads a number with a fraction or exponent whose value is whole.
     *
     * @return false if it is no number, has a fraction left, or does not fit
     */
    public boolean readIntegral(byte[] data, int from, int to) {
        try {
            longValue = new BigDecimal(ascii(data, from, to)).longValueExact();
            return true;
        } catch (ArithmeticException | NumberFormatException e) {
            return false;
        }
    }

    /**
     * Reads a decimal number: optional sign, digits with at most one point among or around them, optional exponent.
     *
     * @return false if it is none; what is too large is infinite, as {@link Double#parseDouble} has it
     */
    public boolean readDouble(byte[] data, int from, int to) {
        return to - from <= 8 && readWord(data, from, to)
                || readTwoParts(data, from, to)
                || readAnyDouble(data, from, to);
    }

    /** Reads up to eight bytes: what is before and behind the point is moved together. */
    private boolean readWord(byte[] data, int from, int to) {
        int length = to - from;
        if (from + 8 > data.length || length <= 1) {
            return false;
        }
        long word = Words.at(data, from);
        int point = Words.first(Words.equalTo(word, POINTS));
        if (point >= length) {
            return false;
        }
        long before = word & (1L << 8 * point) - 1;
        long behind = word >>> 8 * point >>> 8;
        long significand = Digits.ofFirst(Digits.values(before | behind << 8 * point), length - 1);
        doubleValue = significand / POWERS[length - 1 - point];
        return significand >= 0;
    }

    /** Reads digits, perhaps with a point and more digits, few enough for an exact significand. */
    private boolean readTwoParts(byte[] data, int from, int to) {
        if (to - from > MAX_EXACT_DIGITS + 1) {
            return false;
        }
        int point = Digits.end(data, from, to);
        long whole = Digits.value(data, from, point);
        if (whole < 0 || point == to) {
            doubleValue = whole;
            return whole >= 0 && to - from <= MAX_EXACT_DIGITS;
        }
        long fraction = data[point] == '.' ? Digits.value(data, point + 1, to) : -1;
        int scale = to - point - 1;
        doubleValue = (whole * POWERS[scale] + fraction) / POWERS[scale];
        return fraction >= 0;
    }

    private boolean readAnyDouble(byte[] data, int from, int to) {
        int i = from;
        boolean negative = i < to && data[i] == '-';
        if (negative || (i < to && data[i] == '+')) {
            i++;
        }
        long significand = 0;
        int significant = 0;
        int digits = 0;
        int scale = 0;
        boolean point = false;
        for (; i < to; i++) {
            int digit = data[i] - '0';
            if (digit >= 0 && digit <= 9) {
                digits++;
                if (significand != 0 || digit != 0) {
                    significant++;
                }
                if (significant <= MAX_LONG_DIGITS) {
                    significand = significand * 10 + digit;
                }
                if (point) {
                    scale++;
                }
            } else if (digit == '.' - '0' && !point) {
                point = true;
            } else {
                break;
            }
        }
        if (digits == 0) {
            return false;
        }
        int exponent = 0;
        if (i < to) {
            if ((data[i] | 0x20) != 'e') {
                return false;
            }
            int digitsFrom = i + 1 < to && (data[i + 1] == '-' || data[i + 1] == '+') ? i + 2 : i + 1;
            if (digitsFrom >= to) {
                return false;
            }
            for (int k = digitsFrom; k < to; k++) {
                int digit = data[k] - '0';
                if (digit < 0 || digit > 9) {
                    return false;
                }
                exponent = Math.min(100_000, exponent * 10 + digit);
            }
            if (data[i + 1] == '-') {
                exponent = -exponent;
            }
        }
        int power = exponent - scale;
        if (significant <= MAX_LONG_DIGITS
                && significand <= MAX_EXACT_SIGNIFICAND
                && power < POWERS.length
                && power > -POWERS.length) {
            double magnitude = power >= 0 ? significand * POWERS[power] : significand / POWERS[-power];
            doubleValue = negative ? -magnitude : magnitude;
        } else {
            doubleValue = Double.parseDouble(ascii(data, from, to));
        }
        return true;
    }

    private static String ascii(byte[] data, int from, int to) {
        return new String(data, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
