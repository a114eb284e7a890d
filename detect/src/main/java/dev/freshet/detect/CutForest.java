package dev.freshet.detect;

import com.amazon.randomcutforest.RandomCutForest;
import com.amazon.randomcutforest.config.Precision;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;

/**
 * How much a random cut forest would have to change to hold the last points together as one more: about the depth, over all trees,
 * at which cuts at random set them apart (Guha et al., ICML 2016; the library of its authors). Each tree has a sample of the past
 * that prefers what is late.
 *
 * <p>O(trees * log sample) a point with a large constant. Holds {@code sample} points a tree and the boxes around them, however long the series.
 * Deterministic: the forest's choices are seeded, and their state is part of a snapshot. The forest has floats: values are taken less the
 * first one, so that 7 digits are enough for series far from zero.
 */
final class CutForest implements Strangeness {
    private static final long SEED = 20_160_619;
    /** Floats go to 3e38; sums over a few values must too. */
    private static final double MOST = 1e36;
    /** How many points, beside the first ones that fill the shingle, the forest has when it first tells. */
    private static final int LEARN = 40;
    /** Measured: a node with its box, and a place in a sample, take about this much. */
    private static final long BYTES_PER_SAMPLE = 32;

    private final int length;
    private final long bytes;
    private final LongRun usual = new LongRun(1000);
    private final float[] last = new float[1];
    private RandomCutForest forest;
    private double first;
    private long seen;
    private boolean above;

    /** @param length how many points are looked at together */
    CutForest(int trees, int sample, int length) {
        this.length = length;
        bytes = trees * (long) sample * (BYTES_PER_SAMPLE + 2L * Float.BYTES * length);
        forest = RandomCutForest.builder()
                .dimensions(length)
                .shingleSize(length)
                .internalShinglingEnabled(true)
                .numberOfTrees(trees)
                .sampleSize(sample)
                .outputAfter(LEARN / 2)
                .precision(Precision.FLOAT_32)
                .boundingBoxCacheFraction(1)
                .parallelExecutionEnabled(false)
                .randomSeed(SEED)
                .build();
    }

    @Override
    public String name() {
        return "rcf";
    }

    @Override
    public double next(long timeMs, double value) {
        if (seen++ == 0) {
            first = value;
        }
        above = usual.next(value) > 0;
        last[0] = (float) Math.max(-MOST, Math.min(MOST, value - first));
        double strange = seen <= LEARN + length ? Double.NaN : forest.getAnomalyScore(last);
        forest.update(last);
        return strange;
    }

    @Override
    public String reason() {
        return above ? "unusual shape high" : "unusual shape low";
    }

    @Override
    public void write(StateOutput to) {
        to.putLong(seen);
        StateArrays.write(to, first);
        usual.write(to);
        CutForestState.write(forest, to);
    }

    @Override
    public void read(StateInput from) {
        seen = from.getLong();
        first = StateArrays.read(from);
        usual.read(from);
        forest = CutForestState.read(from);
    }

    @Override
    public long sizeBytes() {
        return bytes + usual.sizeBytes() + 100;
    }
}
