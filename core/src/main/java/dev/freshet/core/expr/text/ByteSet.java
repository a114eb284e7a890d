package dev.freshet.core.expr.text;

/** A set of byte values, 0 to 255. */
final class ByteSet {
    private final long[] words = new long[4];

    static ByteSet of(int from, int to) {
        return new ByteSet().add(from, to);
    }

    /** Adds {@code from} to {@code to}, both included. */
    ByteSet add(int from, int to) {
        for (int value = from; value <= to; value++) {
            words[value >>> 6] |= 1L << value;
        }
        return this;
    }

    ByteSet addAll(ByteSet other) {
        for (int i = 0; i < words.length; i++) {
            words[i] |= other.words[i];
        }
        return this;
    }

    /** The ASCII characters that are not in it. */
    ByteSet otherAscii() {
        ByteSet others = new ByteSet();
        others.words[0] = ~words[0];
        others.words[1] = ~words[1];
        return others;
    }

    boolean holds(int value) {
        return (words[value >>> 6] & 1L << value) != 0;
    }
}
