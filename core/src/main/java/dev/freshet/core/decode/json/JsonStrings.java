package dev.freshet.core.decode.json;

import dev.freshet.core.decode.scan.Utf8;

/** Undoing the escapes of strings that are known to be well formed. */
final class JsonStrings {
    private static final int REPLACEMENT = 0xFFFD;

    private JsonStrings() {}

    /**
     * Writes what a string means. A surrogate that is not half of a pair, which UTF-8 cannot express, becomes U+FFFD.
     *
     * @param into at least as long as the string
     * @return how many bytes were written
     */
    static int unescape(byte[] data, int from, int to, byte[] into) {
        int out = 0;
        int i = from;
        while (i < to) {
            byte value = data[i];
            if (value != '\\') {
                into[out++] = value;
                i++;
            } else if (data[i + 1] != 'u') {
                into[out++] = simple(data[i + 1]);
                i += 2;
            } else {
                int unit = unit(data, i + 2);
                i += 6;
                if (Character.isHighSurrogate((char) unit)
                        && i + 6 <= to
                        && data[i] == '\\'
                        && data[i + 1] == 'u'
                        && Character.isLowSurrogate((char) unit(data, i + 2))) {
                    out = Utf8.write(Character.toCodePoint((char) unit, (char) unit(data, i + 2)), into, out);
                    i += 6;
                } else {
                    out = Utf8.write(Character.isSurrogate((char) unit) ? REPLACEMENT : unit, into, out);
                }
            }
        }
        return out;
    }

    /** The value of a hexadecimal digit, or -1. */
    static int hex(byte digit) {
        if (digit >= '0' && digit <= '9') {
            return digit - '0';
        }
        int letter = digit | 0x20;
        return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
    }

    private static int unit(byte[] data, int at) {
        return hex(data[at]) << 12 | hex(data[at + 1]) << 8 | hex(data[at + 2]) << 4 | hex(data[at + 3]);
    }

    private static byte simple(byte escape) {
        return switch (escape) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> escape;
        };
    }
}
