package dev.freshet.topologies.network;

/** Random bits that are a function of seed, index and purpose: the finalizer of SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). */
public final class Mix {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private Mix() {}

    public static long of(long seed, long index, int purpose) {
        return finish(finish(seed + purpose * GOLDEN) + (index + 1) * GOLDEN);
    }

    private static long finish(long bits) {
        long z = bits;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
