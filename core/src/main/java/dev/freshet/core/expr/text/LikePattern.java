package dev.freshet.core.expr.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A LIKE pattern over UTF-8 bytes: {@code %} stands for any text, {@code _} for one code point, what follows the escape
 * character for itself. Matched greedily between one {@code %} and the next, in time at most the product of the lengths,
 * and not recursively.
 */
public final class LikePattern {
    private static final byte LITERAL = 0;
    private static final byte ONE = 1;
    private static final byte ANY = 2;

    private final byte[] bytes;
    private final byte[] kinds;
    private final int length;

    private LikePattern(byte[] bytes, byte[] kinds, int length) {
        this.bytes = bytes;
        this.kinds = kinds;
        this.length = length;
    }

    /**
     * Reads a pattern.
     *
     * @param escape the escape character, -1 for none
     * @throws IllegalArgumentException where it ends with the escape character
     */
    public static LikePattern of(byte[] data, int from, int to, int escape) {
        byte[] escapeBytes =
                escape < 0 ? new byte[0] : Character.toString(escape).getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[to - from];
        byte[] kinds = new byte[to - from];
        int length = 0;
        int at = from;
        while (at < to) {
            boolean escaped = escape >= 0
                    && to - at >= escapeBytes.length
                    && Arrays.equals(data, at, at + escapeBytes.length, escapeBytes, 0, escapeBytes.length);
            if (escaped) {
                at += escapeBytes.length;
                if (at >= to) {
                    throw new IllegalArgumentException("the LIKE pattern '"
                            + new String(data, from, to - from, StandardCharsets.UTF_8)
                            + "' ends with its escape character");
                }
            }
            byte b = data[at];
            if (!escaped && b == '%') {
                if (length == 0 || kinds[length - 1] != ANY) {
                    kinds[length++] = ANY;
                }
            } else if (!escaped && b == '_') {
                kinds[length++] = ONE;
            } else {
                bytes[length++] = b;
            }
            at++;
        }
        return new LikePattern(bytes, kinds, length);
    }

    /** Whether the whole text matches. */
    public boolean matches(byte[] data, int from, int to) {
        int at = from;
        int p = 0;
        int retryPattern = -1;
        int retryAt = from;
        while (at < to) {
            if (p < length && kinds[p] == LITERAL && bytes[p] == data[at]) {
                p++;
                at++;
            } else if (p < length && kinds[p] == ONE) {
                p++;
                at = Utf8.skip(data, at, to, 1);
            } else if (p < length && kinds[p] == ANY) {
                retryPattern = ++p;
                retryAt = at;
                if (p == length) {
                    return true;
                }
            } else if (retryPattern >= 0) {
                p = retryPattern;
                retryAt = Utf8.skip(data, retryAt, to, 1);
                at = retryAt;
            } else {
                return false;
            }
        }
        while (p < length && kinds[p] == ANY) {
            p++;
        }
        return p == length;
    }
}
