package dev.freshet.detect;

import dev.freshet.core.process.KeyMemory;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;

/**
 * How seldom a statistic was as great as now: the share of its own recent values at or above it. Values are counted in bins of
 * equal width on a scale that is linear near 0 and logarithmic beyond, older ones with less weight; beyond the greatest fiftieth
 * the tail goes on as an exponential law on that scale (peaks over threshold; Pickands 1975), so that values greater than all
 * before are told apart too.
 *
 * <p>Cost: O(bins up to the greatest value) a value, {@value #BINS} numbers held. Error: a bin's width, about 3% of the value.
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
        top = Math.max(top, (int) place);
        weights[(int) place] += weight;
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
        java.util.Arrays.fill(weights, 0);
        weight = 1;
        total = 0;
        seen = 0;
        top = 0;
    }

    private double share(double place) {
        int bin = (int) place;
        double above = 0;
        double excess = 0;
        int at = top;
        double limit = THRESHOLD * total;
        // Down from the top to the greatest fiftieth: its sum of excesses follows from those of the bins passed.
        for (; at > 0 && above + weights[at] < limit; at--) {
            above += weights[at];
            excess += above;
        }
        double edge = at + 1;
        if (place < edge) {
            double sum = above;
            for (int i = at; i > bin; i--) {
                sum += weights[i];
            }
            sum += weights[bin] * (bin + 1 - place);
            return Math.min(1, (sum + weight) / (total + weight));
        }
        double meanExcess = (excess + 4 * weight) / (above + 2 * weight);
        double least = (above + weight) / (total + weight);
        return least * Math.exp(-(place - edge) / Math.max(0.5, meanExcess));
    }

    private void rescale() {
        for (int i = 0; i < BINS; i++) {
            weights[i] /= weight;
        }
        total /= weight;
        weight = 1;
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
    }

    @Override
    public long sizeBytes() {
        return 8L * BINS + 48;
    }
}
