package dev.freshet.core.batch;

/** Bit sets in {@code long[]}: bit {@code i} is bit {@code i % 64} of word {@code i / 64}. */
public final class Bits {
    private Bits() {}

    /** The number of words for this many bits. */
    public static int words(int bits) {
        return (bits + 63) >>> 6;
    }

    public static boolean get(long[] words, int bit) {
        int word = bit >>> 6;
        return word < words.length && (words[word] & (1L << bit)) != 0;
    }

    public static void set(long[] words, int bit) {
        words[bit >>> 6] |= 1L << bit;
    }

    public static void clear(long[] words, int bit) {
        words[bit >>> 6] &= ~(1L << bit);
    }
}
