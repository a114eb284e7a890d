package dev.freshet.detect;

import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;

/**
 * Sums of how far points are above and below the long run, each less a slack and never below zero: finds shifts of the level that
 * no single point shows. With half a deviation of slack it is the cumulative sum of Page (1954); with less slack, and sums that
 * forget slowly, the rise of the cumulative deviation above its least value and its fall below its greatest, as in Hinkley
 * (1971). A point moves them by six deviations at most. O(1).
 */
final class CumulativeSums implements Strangeness {
    private static final double MOST = 6;
    private static final int LEARN = 50;

    private final String name;
    private final double kept;
    private final double slack;
    private final LongRun usual;
    private double above;
    private double below;
    private long seen;

    private CumulativeSums(String name, double kept, double slack, double points) {
        this.name = name;
        this.kept = kept;
        this.slack = slack;
        usual = new LongRun(points);
    }

    /** @param points over about how many points mean and deviation go */
    static CumulativeSums page(double points) {
        return new CumulativeSums("cusum", 1, 0.5, points);
    }

    /** @param points over about how many points mean and deviation go */
    static CumulativeSums hinkley(double points) {
        return new CumulativeSums("page_hinkley", 0.99, 0.1, points);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public double next(long timeMs, double value) {
        double z = Math.max(-MOST, Math.min(MOST, usual.next(value)));
        if (seen++ < LEARN) {
            return Double.NaN;
        }
        above = Math.max(0, kept * above + z - slack);
        below = Math.max(0, kept * below - z - slack);
        return Math.max(above, below);
    }

    @Override
    public double expected() {
        return usual.expected();
    }

    @Override
    public double deviation() {
        return usual.deviation();
    }

    @Override
    public String reason() {
        return above > below ? "shift up" : "shift down";
    }

    @Override
    public void write(StateOutput to) {
        to.putLong(seen);
        StateArrays.write(to, above, below);
        usual.write(to);
    }

    @Override
    public void read(StateInput from) {
        seen = from.getLong();
        above = StateArrays.read(from);
        below = StateArrays.read(from);
        usual.read(from);
    }

    @Override
    public long sizeBytes() {
        return 64 + usual.sizeBytes();
    }
}
