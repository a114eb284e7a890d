package dev.freshet.topologies.market;

import dev.freshet.topologies.network.Mix;

/**
 * The middle price of a symbol at any moment, as a function of seed, symbol and time alone. The logarithm of the price is a sum
 * of value noises, each of twice the stretch of the one before and of √2 times its height: the steps of a random walk, added up in
 * halves (Fournier, Fussell, Carpenter, CACM 1982), so that prices wander and have trends on every scale. O(octaves) a price.
 */
final class PricePath {
    private static final int OCTAVES = 16;
    private static final long FINEST_MS = 2_000;
    /** The height of the finest noise: about the standard deviation of a return within 2 s. */
    private static final double FINEST = 0.00012;

    private static final int PURPOSE = 40;

    private final long seed;

    PricePath(long seed) {
        this.seed = seed;
    }

    double at(int symbol, long timeMs) {
        double sum = 0;
        double height = FINEST;
        long stretchMs = FINEST_MS;
        for (int octave = 0; octave < OCTAVES; octave++) {
            long cell = Math.floorDiv(timeMs, stretchMs);
            double within = (double) Math.floorMod(timeMs, stretchMs) / stretchMs;
            double before = height(symbol, cell, octave);
            double after = height(symbol, cell + 1, octave);
            double eased = within * within * (3 - 2 * within);
            sum += height * (before + (after - before) * eased);
            height *= Math.sqrt(2);
            stretchMs *= 2;
        }
        return base(symbol) * StrictMath.exp(sum);
    }

    /** Between 5 and 500. */
    private double base(int symbol) {
        double draw = (Mix.of(seed, symbol, PURPOSE + OCTAVES) >>> 11) * 0x1.0p-53;
        return 5 * StrictMath.pow(100, draw);
    }

    /** Even within [-1, 1). */
    private double height(int symbol, long cell, int octave) {
        long bits = Mix.of(seed + symbol * 0x632be59bd9b4e019L, cell, PURPOSE + octave);
        return (bits >> 11) * 0x1.0p-52;
    }
}
