package dev.freshet.core.decode.scan;

/** Validity of UTF-8 as RFC 3629 and the Unicode Standard (table 3-7) define it. */
public final class Utf8 {
    private Utf8() {}

    /**
     * The length of the sequence at a place: 1 to 4, or 0 if it is not valid (a stray or missing continuation, an overlong
     * form, a surrogate, a value above U+10FFFF, or cut off by the end).
     */
    public static int sequenceLength(byte[] data, int at, int to) {
        int first = data[at];
        if (first >= 0) {
            return 1;
        }
        first &= 0xFF;
        if (first < 0xC2 || first > 0xF4 || at + 1 >= to) {
            return 0;
        }
        int second = data[at + 1] & 0xFF;
        if (first < 0xE0) {
            return isContinuation(second) ? 2 : 0;
        }
        if (!secondFits(first, second) || at + 2 >= to || !isContinuation(data[at + 2] & 0xFF)) {
            return 0;
        }
        if (first < 0xF0) {
            return 3;
        }
        return at + 3 < to && isContinuation(data[at + 3] & 0xFF) ? 4 : 0;
    }

    /** The place of the first byte that no valid sequence begins with, or -1 if the whole range is valid. */
    public static int firstInvalid(byte[] data, int from, int to) {
        int i = from;
        while (i < to) {
            if (i + 8 <= to && (Words.at(data, i) & Words.HIGHS) == 0) {
                i += 8;
                continue;
            }
            int length = sequenceLength(data, i, to);
            if (length == 0) {
                return i;
            }
            i += length;
        }
        return -1;
    }

    /**
     * Writes a code point.
     *
     * @return the place behind it
     */
    public static int write(int codePoint, byte[] into, int at) {
        int i = at;
        if (codePoint < 0x80) {
            into[i++] = (byte) codePoint;
        } else if (codePoint < 0x800) {
            into[i++] = (byte) (0xC0 | codePoint >> 6);
            into[i++] = (byte) (0x80 | codePoint & 0x3F);
        } else if (codePoint < 0x10000) {
            into[i++] = (byte) (0xE0 | codePoint >> 12);
            into[i++] = (byte) (0x80 | codePoint >> 6 & 0x3F);
            into[i++] = (byte) (0x80 | codePoint & 0x3F);
        } else {
            into[i++] = (byte) (0xF0 | codePoint >> 18);
            into[i++] = (byte) (0x80 | codePoint >> 12 & 0x3F);
            into[i++] = (byte) (0x80 | codePoint >> 6 & 0x3F);
            into[i++] = (byte) (0x80 | codePoint & 0x3F);
        }
        return i;
    }

    private static boolean isContinuation(int value) {
        return (value & 0xC0) == 0x80;
    }

    private static boolean secondFits(int first, int second) {
        return switch (first) {
            case 0xE0 -> second >= 0xA0 && second <= 0xBF;
            case 0xED -> second >= 0x80 && second <= 0x9F;
            case 0xF0 -> second >= 0x90 && second <= 0xBF;
            case 0xF4 -> second >= 0x80 && second <= 0x8F;
            default -> isContinuation(second);
        };
    }
}
