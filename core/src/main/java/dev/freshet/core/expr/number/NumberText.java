package dev.freshet.core.expr.number;

import java.nio.charset.StandardCharsets;

/** Numbers and truth values in text: reading by strict grammars, with spaces around allowed. Not thread-safe. */
public final class NumberText {
    private long longValue;
    private double doubleValue;

    /** What {@link #parseLong} read. */
    public long longValue() {
        return longValue;
    }

    /** What {@link #parseDouble} read. */
    public double doubleValue() {
        return doubleValue;
    }

    /** Reads {@code [+-]digits}; false where the text is no such number or does not fit. */
    public boolean parseLong(byte[] text, int from, int to) {
        int at = skipSpaces(text, from, to);
        int end = trimSpaces(text, at, to);
        boolean negative = at < end && text[at] == '-';
        if (negative || (at < end && text[at] == '+')) {
            at++;
        }
        if (at == end) {
            return false;
        }
        long value = 0;
        for (; at < end; at++) {
            int digit = text[at] - '0';
            if (digit < 0 || digit > 9 || value < Long.MIN_VALUE / 10) {
                return false;
            }
            value = value * 10 - digit;
            if (value > 0) {
                return false;
            }
        }
        if (!negative && value == Long.MIN_VALUE) {
            return false;
        }
        longValue = negative ? value : -value;
        return true;
    }

    /** Reads {@code [+-]digits[.digits][e[+-]digits]}; false where the text is no such number or is not finite. */
    public boolean parseDouble(byte[] text, int from, int to) {
        int start = skipSpaces(text, from, to);
        int end = trimSpaces(text, start, to);
        if (!isDouble(text, start, end)) {
            return false;
        }
        doubleValue = Double.parseDouble(new String(text, start, end - start, StandardCharsets.ISO_8859_1));
        return Double.isFinite(doubleValue);
    }

    private static boolean isDouble(byte[] text, int from, int end) {
        int at = from;
        if (at < end && (text[at] == '-' || text[at] == '+')) {
            at++;
        }
        int whole = skipDigits(text, at, end);
        int digits = whole - at;
        at = whole;
        if (at < end && text[at] == '.') {
            int fraction = skipDigits(text, at + 1, end);
            digits += fraction - at - 1;
            at = fraction;
        }
        if (digits == 0) {
            return false;
        }
        if (at < end && (text[at] == 'e' || text[at] == 'E')) {
            at++;
            if (at < end && (text[at] == '-' || text[at] == '+')) {
                at++;
            }
            int exponent = skipDigits(text, at, end);
            return exponent > at && exponent == end;
        }
        return at == end;
    }

    /** 1 for {@code true}, {@code t} or {@code 1}, 0 for {@code false}, {@code f} or {@code 0}, else -1. */
    public static int parseTruth(byte[] text, int from, int to) {
        int start = skipSpaces(text, from, to);
        int end = trimSpaces(text, start, to);
        if (isWord(text, start, end, "true") || isWord(text, start, end, "t") || isWord(text, start, end, "1")) {
            return 1;
        }
        boolean no =
                isWord(text, start, end, "false") || isWord(text, start, end, "f") || isWord(text, start, end, "0");
        return no ? 0 : -1;
    }

    private static boolean isWord(byte[] text, int from, int to, String word) {
        if (to - from != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            int c = text[from + i];
            if (c >= 'A' && c <= 'Z') {
                c += 'a' - 'A';
            }
            if (c != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int skipDigits(byte[] text, int from, int to) {
        int at = from;
        while (at < to && text[at] >= '0' && text[at] <= '9') {
            at++;
        }
        return at;
    }

    private static int skipSpaces(byte[] text, int from, int to) {
        int at = from;
        while (at < to && (text[at] == ' ' || (text[at] >= '\t' && text[at] <= '\r'))) {
            at++;
        }
        return at;
    }

    private static int trimSpaces(byte[] text, int from, int to) {
        int end = to;
        while (end > from && (text[end - 1] == ' ' || (text[end - 1] >= '\t' && text[end - 1] <= '\r'))) {
            end--;
        }
        return end;
    }
}
