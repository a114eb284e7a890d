package dev.freshet.topologies.network;

/**
 * Random numbers as a function of a seed and an index, in a sequence for each index: SplitMix64 (Steele, Lea, Flood: "Fast
 * Splittable Pseudorandom Number Generators", OOPSLA 2014). Used by one thread.
 */
final class Draw {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private long state;

    /** Begins the sequence of an index. */
    Draw at(long seed, long index) {
        state = mix(seed + GOLDEN) ^ mix(index * GOLDEN + 1);
        return this;
    }

    long next() {
        state += GOLDEN;
        return mix(state);
    }

    /** Evenly from {@code [0, 1)}. */
    double share() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    /** Evenly from {@code [0, bound)}. */
    int below(int bound) {
        return (int) (((next() >>> 33) * bound) >>> 31);
    }

    /** A rank from {@code [0, n)} by Zipf's law with exponent 1: the rank r about as often as 1 / (r + 1). */
    int zipf(int n) {
        return Math.min(n - 1, (int) (Math.exp(share() * Math.log(n + 1.0)) - 1));
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
