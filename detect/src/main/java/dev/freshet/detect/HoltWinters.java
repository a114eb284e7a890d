package dev.freshet.detect;

import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;

/**
 * The distance from what additive exponential smoothing of level and season foretold (Holt 1957, Winters 1960), in deviations of
 * its own late errors. The season is found by {@link SeasonFinder}; without one it is smoothing of the level alone. There is no
 * trend: over a point it says nothing, and it runs away where points are missing. O(1) a point beside the finder.
 */
final class HoltWinters implements Strangeness {
    private static final double LEVEL = 0.15;
    private static final double SEASON = 0.2;
    private static final double MOST = 4;
    private static final int LEARN = 30;

    private final SeasonFinder finder = new SeasonFinder();
    private LongRun errors = new LongRun(400);
    private final StepLength step = new StepLength();
    private final double[] season = new double[SeasonFinder.LONGEST];
    private double level;
    private int phase;
    private long lastMs = Long.MIN_VALUE;
    private long seen;
    private double expected = Double.NaN;
    private double deviation = Double.NaN;
    private boolean above;
    private boolean anew;

    @Override
    public String name() {
        return "holt_winters";
    }

    @Override
    public double next(long timeMs, double value) {
        int period = finder.period();
        phase = period == 0 ? 0 : Math.floorMod(phase + stepsTo(timeMs), period);
        double usual = period == 0 ? 0 : season[phase];
        if (seen++ == 0) {
            level = value;
        }
        expected = level + usual;
        double error = value - expected;
        double z = errors.next(error);
        deviation = errors.deviation();
        above = error > 0;
        double most = seen < LEARN ? Math.abs(error) : MOST * deviation + 1e-9 * Math.abs(level);
        double bounded = Math.max(-most, Math.min(most, error));
        level += LEVEL * bounded;
        if (period > 0) {
            season[phase] += SEASON * bounded * (1 - LEVEL);
        }
        anew = finder.next(value);
        if (anew) {
            begin();
        }
        return seen <= LEARN ? Double.NaN : Math.abs(z);
    }

    /** How many steps of time the point is behind the one before: 1 mostly, more over a gap, 0 for a time that is there already. */
    private int stepsTo(long timeMs) {
        long sinceMs = lastMs == Long.MIN_VALUE ? 0 : timeMs - lastMs;
        if (sinceMs < 0) {
            return 0;
        }
        step.note(sinceMs);
        lastMs = timeMs;
        long stepMs = step.stepMs();
        return stepMs == 0 ? 0 : (int) Math.min(1 << 20, Math.round((double) sinceMs / stepMs));
    }

    /** Takes the mean of the cycles that are held as the season. */
    private void begin() {
        errors = new LongRun(400);
        int period = finder.period();
        if (period == 0) {
            return;
        }
        int cycles = finder.held() / period;
        double mean = 0;
        for (int i = 0; i < cycles * period; i++) {
            mean += finder.ago(i) / (cycles * period);
        }
        double latest = 0;
        for (int i = 0; i < period; i++) {
            latest += finder.ago(i) / period;
        }
        for (int at = 0; at < period; at++) {
            double sum = 0;
            for (int cycle = 1; cycle <= cycles; cycle++) {
                sum += finder.ago(cycle * period - 1 - at);
            }
            season[at] = sum / cycles - mean;
        }
        level = latest;
        phase = period - 1;
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
    public boolean beganAnew() {
        return anew;
    }

    @Override
    public String reason() {
        return above ? "high" : "low";
    }

    @Override
    public void write(StateOutput to) {
        to.putLong(seen);
        to.putUnsigned(phase);
        to.putLong(lastMs);
        step.write(to);
        StateArrays.write(to, level);
        StateArrays.write(to, season);
        finder.write(to);
        errors.write(to);
    }

    @Override
    public void read(StateInput from) {
        seen = from.getLong();
        phase = (int) from.getUnsigned();
        lastMs = from.getLong();
        step.read(from);
        level = StateArrays.read(from);
        StateArrays.read(from, season);
        finder.read(from);
        errors.read(from);
    }

    @Override
    public long sizeBytes() {
        return 8L * season.length + finder.sizeBytes() + errors.sizeBytes() + 100;
    }
}
