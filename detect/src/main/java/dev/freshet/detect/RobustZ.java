package dev.freshet.detect;

import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;

/**
 * The distance from the median of a window, in units of its spread: of the quarters' distance, which is the median absolute
 * deviation of a symmetric law, made to be a standard deviation (Iglewicz and Hoaglin 1993). A window that is nearly constant
 * is given a part of the spread between its outer tenths. O(window) moves of memory a point.
 */
final class RobustZ implements Strangeness {
    private static final int LEARN = 20;
    private static final double OF_QUARTERS = 0.7413;
    private static final double OF_TENTHS = 0.1;

    private final SortedWindow window;
    private double expected = Double.NaN;
    private double deviation = Double.NaN;
    private boolean above;

    RobustZ(int points) {
        window = new SortedWindow(points);
    }

    @Override
    public String name() {
        return "robust_z";
    }

    @Override
    public double next(long timeMs, double value) {
        double strange = Double.NaN;
        if (window.size() >= LEARN) {
            double median = window.median();
            double quarters = OF_QUARTERS * (window.quantile(0.75) - window.quantile(0.25));
            double tenths = OF_TENTHS * (window.quantile(0.95) - window.quantile(0.05));
            double floor = 1e-9 * Math.abs(median) + Double.MIN_NORMAL;
            expected = median;
            deviation = Math.max(quarters, tenths);
            above = value > median;
            strange = Math.abs(value - median) / Math.max(deviation, floor);
        }
        window.add(value);
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
        window.write(to);
    }

    @Override
    public void read(StateInput from) {
        window.read(from);
    }

    @Override
    public long sizeBytes() {
        return window.sizeBytes() + 40;
    }
}
