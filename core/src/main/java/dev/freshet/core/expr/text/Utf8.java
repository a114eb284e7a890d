package dev.freshet.core.expr.text;

import java.util.Arrays;

/** Search and counting in UTF-8 bytes. */
public final class Utf8 {
    private Utf8() {}

    /** Whether those bytes stand at that place; the caller has seen that there is room. */
    static boolean matches(byte[] data, int at, byte[] literal) {
        return Arrays.equals(data, at, at + literal.length, literal, 0, literal.length);
    }

    /** Whether the byte begins a code point. */
    static boolean isStart(byte b) {
        return (b & 0xC0) != 0x80;
    }

    /** How many code points there are. */
    public static int codePoints(byte[] data, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            if ((data[i] & 0xC0) != 0x80) {
                count++;
            }
        }
        return count;
    }

    /** Where the code point after that many begins; {@code to} where there are not so many. */
    public static int skip(byte[] data, int from, int to, long codePoints) {
        if (codePoints >= to - from) {
            return to;
        }
        int at = from;
        long left = codePoints;
        while (left > 0 && at < to) {
            at++;
            while (at < to && !isStart(data[at])) {
                at++;
            }
            left--;
        }
        return at;
    }

    /** Where a text first stands in another, -1 where it does not; the empty text stands at the beginning. */
    public static int indexOf(byte[] data, int from, int to, byte[] needle, int needleFrom, int needleTo) {
        int length = needleTo - needleFrom;
        if (length == 0) {
            return from;
        }
        byte first = needle[needleFrom];
        int last = to - length;
        for (int i = from; i <= last; i++) {
            if (data[i] == first && Arrays.equals(data, i, i + length, needle, needleFrom, needleTo)) {
                return i;
            }
        }
        return -1;
    }
}
