package dev.freshet.detect;

import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;

/**
 * The distance from an exponentially weighted mean in exponentially weighted standard deviations (Roberts 1959). O(1).
 */
final class Ewma implements Strangeness {
    private final double share;
    private double mean;
    private double variance;
    private double expected = Double.NaN;
    private double deviation = Double.NaN;
    private boolean above;
    private long seen;

    /** @param points over about how many points mean and deviation go */
    Ewma(double points) {
        share = 2 / (points + 1);
    }

    @Override
    public String name() {
        return "ewma";
    }

    @Override
    public double next(long timeMs, double value) {
        if (seen++ == 0) {
            mean = value;
            return Double.NaN;
        }
        double off = value - mean;
        expected = mean;
        deviation = Math.sqrt(variance);
        above = off > 0;
        double floor = 1e-9 * Math.abs(mean) + Double.MIN_NORMAL;
        double strange = Math.abs(off) / Math.max(deviation, floor);
        double step = Math.max(share, 1.0 / seen);
        mean += step * off;
        variance = (1 - step) * (variance + step * off * off);
        return strange;
    }

    @Override
    public double expected() {
        return expected;
    }

    @Override
    public double deviation() {
        return deviation;
    }

    @Override
    public String reason() {
        return above ? "high" : "low";
    }

    @Override
    public void write(StateOutput to) {
        to.putLong(seen);
        StateArrays.write(to, mean, variance);
    }

    @Override
    public void read(StateInput from) {
        seen = from.getLong();
        mean = StateArrays.read(from);
        variance = StateArrays.read(from);
    }

    @Override
    public long sizeBytes() {
        return 80;
    }
}
