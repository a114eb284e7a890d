package dev.freshet.detect;

import dev.freshet.core.process.KeyMemory;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;

/** Mean and deviation of the long run, which a single point moves by three deviations at most. */
final class LongRun implements KeyMemory {
    private static final double MOST = 3;
    private static final int PLAIN = 30;

    private final double share;
    private double mean;
    private double variance;
    private long seen;
    private double expected = Double.NaN;
    private double deviation = Double.NaN;

    LongRun(double points) {
        share = 2 / (points + 1);
    }

    /** How far a point is off in deviations; learns it. */
    double next(double value) {
        expected = seen == 0 ? value : mean;
        deviation = Math.sqrt(variance);
        double off = value - expected;
        double floor = 1e-6 * Math.abs(mean) + 1e-12;
        double z = off / Math.max(deviation, floor);
        double most = MOST * Math.max(deviation, floor);
        double moved = seen < PLAIN ? off : Math.max(-most, Math.min(most, off));
        double step = Math.max(share, 1.0 / ++seen);
        mean = expected + step * moved;
        variance = (1 - step) * (variance + step * moved * moved);
        return z;
    }

    double expected() {
        return expected;
    }

    double deviation() {
        return deviation;
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
        return 72;
    }
}
