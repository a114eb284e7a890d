package dev.freshet.bench.job;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Draws ranks from 0 with probability proportional to {@code 1 / (rank + 1)^skew}, by bisection of the cumulated weights. */
final class Zipf {
    private final double[] cumulated;

    Zipf(int ranks, double skew) {
        cumulated = new double[ranks];
        double sum = 0;
        for (int rank = 0; rank < ranks; rank++) {
            sum += Math.pow(rank + 1.0, -skew);
            cumulated[rank] = sum;
        }
    }

    int draw(SplittableRandom random) {
        int at = Arrays.binarySearch(cumulated, random.nextDouble() * cumulated[cumulated.length - 1]);
        return Math.min(cumulated.length - 1, at < 0 ? -at - 1 : at);
    }
}
