package dev.freshet.core.expr.text;

import java.util.Locale;

/** Lower and upper case, the same in every locale: ASCII in place, all else by the full mappings of Unicode. */
public final class LetterCase {
    private LetterCase() {}

    public static boolean isAscii(byte[] data, int from, int to) {
        int bits = 0;
        for (int i = from; i < to; i++) {
            bits |= data[i];
        }
        return bits >= 0;
    }

    /** Writes ASCII in a case. @return where it ends in the target */
    public static int ascii(boolean upper, byte[] data, int from, int to, byte[] target, int at) {
        int first = upper ? 'a' : 'A';
        int place = at;
        for (int i = from; i < to; i++) {
            byte b = data[i];
            target[place++] = b >= first && b < first + 26 ? (byte) (b ^ 0x20) : b;
        }
        return place;
    }

    /** The text in a case. */
    public static String full(boolean upper, String text) {
        return upper ? text.toUpperCase(Locale.ROOT) : text.toLowerCase(Locale.ROOT);
    }
}
