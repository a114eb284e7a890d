package dev.freshet.detect;

import dev.freshet.core.process.KeyMemory;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import java.util.Arrays;

/**
 * How seldom a statistic was as great as now: the share of its own recent values at or above it. Values are counted in bins of
 * equal width on a scale that is linear near 0 and logarithmic beyond, older ones with less weight; beyond the greatest fiftieth
 * the tail goes on as an exponential law on that scale (peaks over threshold; Pickands 1975), so that values greater than all
 * before are told apart too.
 *
 * <p>Cost: O(bins up to the greatest value) a value, mostly O(bins between two values), 3 times {@value #BINS} numbers held. Error: a bin's
 * width, about 3% of the value.
 */
final class TailProbability implements KeyMemory {
    private static final int BINS = 256;
    private static final double PER_UNIT = 24;
    private static final double THRESHOLD = 0.02;
    private static final double RESCALE = 1e100;
    private static final double YOUNG_POINTS = 100;
    private static final double YOUNG_SHARE = 0.5;

    private final double memoryPoints;
    private final int learnPoints;
    private final double[] weights = new double[BINS];
    /** By bin: the weights from the top down to it, and the sum of these sums; right from bin {@link #known} on, 0 above the top. */
    private final double[] sums = new double[BINS + 1];

    private final double[] excesses = new double[BINS + 1];
    private int known = 1;
    /** The bin in which the greatest fiftieth began last. */
    private int edge;

    private double weight = 1;
    private double total;
    private long seen;
    /** The greatest bin that ever had a value: those above need not be looked at. */
    private int top;
    /** By how much the weight grew last, and for how many points of memory that is right. */
    private double growth = 1;

    private double growthPoints;

    /**
     * @param memoryPoints after how many points a value counts only 1/e, once it has seen twice as many
     * @param learnPoints how many values it must have before it tells
     */
    TailProbability(double memoryPoints, int learnPoints) {
        this.memoryPoints = memoryPoints;
        this.learnPoints = learnPoints;
    }

    /** The share of values so far at or above this one, in (0, 1]; 1 while it learns. Learns the value. */
    double next(double value) {
        double place = Math.min(BINS - 1.0, PER_UNIT * Math.log1p(Math.max(0, value)));
        double share = seen < learnPoints ? 1 : share(place);
        int bin = (int) place;
        top = Math.max(top, bin);
        weights[bin] += weight;
        known = Math.max(known, bin + 1);
        total += weight;
        // What a detector said before it knew much is forgotten sooner.
        double points = Math.min(memoryPoints, YOUNG_POINTS + YOUNG_SHARE * seen);
        if (points != growthPoints) {
            growth = Math.exp(1 / points);
            growthPoints = points;
        }
        weight *= growth;
        seen++;
        if (weight > RESCALE) {
            rescale();
        }
        return share;
    }

    /** Forgets all values. */
    void clear() {
        Arrays.fill(weights, 0);
        Arrays.fill(sums, 0);
        Arrays.fill(excesses, 0);
        known = 1;
        weight = 1;
        total = 0;
        seen = 0;
        top = 0;
    }

    private double share(double place) {
        int bin = (int) place;
        int at = edge();
        double above = sums[at + 1];
        if (place < at + 1) {
            sum(bin + 1);
            double sum = sums[bin + 1] + weights[bin] * (bin + 1 - place);
            return Math.min(1, (sum + weight) / (total + weight));
        }
        double excess = excesses[at + 1];
        double meanExcess = (excess + 4 * weight) / (above + 2 * weight);
        double least = (above + weight) / (total + weight);
        return least * Math.exp(-(place - (at + 1)) / Math.max(0.5, meanExcess));
    }

    /** The greatest bin that has, with those above it, a fiftieth of the weight. It moves little from value to value. */
    private int edge() {
        double limit = THRESHOLD * total;
        int at = Math.min(edge, top);
        sum(at);
        while (at < top && sums[at + 1] >= limit) {
            at++;
        }
        while (at > 0 && sums[at] < limit) {
            sum(--at);
        }
        edge = at;
        return at;
    }

    /** Makes the sums right from a bin on. A weight changes those of its own bin and below, and they are always added in the same order. */
    private void sum(int bin) {
        for (int i = known - 1; i >= bin; i--) {
            sums[i] = sums[i + 1] + weights[i];
            excesses[i] = excesses[i + 1] + sums[i];
        }
        known = Math.min(known, bin);
    }

    private void rescale() {
        for (int i = 0; i < BINS; i++) {
            weights[i] /= weight;
        }
        total /= weight;
        weight = 1;
        known = top + 1;
    }

    @Override
    public void write(StateOutput to) {
        to.putLong(seen);
        StateArrays.write(to, weight, total);
        StateArrays.write(to, weights);
    }

    @Override
    public void read(StateInput from) {
        seen = from.getLong();
        weight = StateArrays.read(from);
        total = StateArrays.read(from);
        StateArrays.read(from, weights);
        top = BINS - 1;
        while (top > 0 && weights[top] == 0) {
            top--;
        }
        known = top + 1;
    }

    @Override
    public long sizeBytes() {
        return 24L * BINS + 80;
    }
}
