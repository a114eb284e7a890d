package dev.freshet.detect;

import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;

/**
 * How far the cumulative deviation from the mean so far has risen above its least value, or fallen below its greatest (Hinkley
 * 1971), in deviations of the long run; forgets slowly. O(1).
 */
final class PageHinkley implements Strangeness {
    private static final double SLACK = 0.1;
    private static final double KEPT = 0.99;
    private static final double MOST = 6;
    private static final int LEARN = 50;

    private final LongRun usual;
    private double rise;
    private double fall;
    private long seen;

    PageHinkley(double points) {
        usual = new LongRun(points);
    }

    @Override
    public String name() {
        return "page_hinkley";
    }

    @Override
    public double next(long timeMs, double value) {
        double z = Math.max(-MOST, Math.min(MOST, usual.next(value)));
        if (seen++ < LEARN) {
            return Double.NaN;
        }
        rise = Math.max(0, KEPT * rise + z - SLACK);
        fall = Math.max(0, KEPT * fall - z - SLACK);
        return Math.max(rise, fall);
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
        return rise > fall ? "shift up" : "shift down";
    }

    @Override
    public void write(StateOutput to) {
        to.putLong(seen);
        StateArrays.write(to, rise, fall);
        usual.write(to);
    }

    @Override
    public void read(StateInput from) {
        seen = from.getLong();
        rise = StateArrays.read(from);
        fall = StateArrays.read(from);
        usual.read(from);
    }

    @Override
    public long sizeBytes() {
        return 64 + usual.sizeBytes();
    }
}
