package dev.freshet.detect;

import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;

/**
 * Cumulative sums of what is above and below the mean by more than half a deviation (Page 1954): finds shifts of the level that
 * no single point shows. Mean and deviation are of the long run; a point moves them by three deviations at most. O(1).
 */
final class Cusum implements Strangeness {
    private static final double SLACK = 0.5;
    private static final double MOST = 3;
    private static final int LEARN = 50;

    private final LongRun usual;
    private double above;
    private double below;
    private long seen;

    Cusum(double points) {
        usual = new LongRun(points);
    }

    @Override
    public String name() {
        return "cusum";
    }

    @Override
    public double next(long timeMs, double value) {
        double z = usual.next(value);
        if (seen++ < LEARN) {
            return Double.NaN;
        }
        double bounded = Math.max(-2 * MOST, Math.min(2 * MOST, z));
        above = Math.max(0, above + bounded - SLACK);
        below = Math.max(0, below - bounded - SLACK);
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
