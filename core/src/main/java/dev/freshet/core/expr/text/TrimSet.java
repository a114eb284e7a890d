package dev.freshet.core.expr.text;

import java.util.Arrays;

/**
 * The code points to cut off.
 *
 * @param data holds them in UTF-8
 */
public record TrimSet(byte[] data, int from, int to) {
    /** Where the text begins without them. */
    public int trimStart(byte[] text, int start, int end) {
        int at = start;
        while (at < end) {
            int next = Utf8.skip(text, at, end, 1);
            if (!contains(text, at, next)) {
                return at;
            }
            at = next;
        }
        return at;
    }

    /** Where the text ends without them. */
    public int trimEnd(byte[] text, int start, int end) {
        int at = end;
        while (at > start) {
            int previous = at - 1;
            while (previous > start && !Utf8.isStart(text[previous])) {
                previous--;
            }
            if (!contains(text, previous, at)) {
                return at;
            }
            at = previous;
        }
        return at;
    }

    private boolean contains(byte[] text, int start, int end) {
        int length = end - start;
        for (int i = from; i + length <= to; i++) {
            if (data[i] == text[start] && Arrays.equals(data, i, i + length, text, start, end)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TrimSet set && Arrays.equals(data, from, to, set.data, set.from, set.to);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(Arrays.copyOfRange(data, from, to));
    }
}
