package dev.freshet.topologies.road.loops;

import dev.freshet.core.process.KeyMemory;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import dev.freshet.detect.StateArrays;

/**
 * How likely it is that there is an incident at a sensor, from 0 to 1: √(how far it is below the expected speed · how far below that of the
 * next sensor downstream), each 1 from a half on, smoothed by halves. It begins at 0.5, and ends below 0.2.
 */
final class Suspicion implements KeyMemory {
    static final String BEGIN = "begin";
    static final String END = "end";
    private static final double BEGINS = 0.5;
    private static final double ENDS = 0.2;
    private static final double SHARE = 0.5;
    private static final int SPEED = 0;
    private static final int FREE = 1;
    private static final int EXPECTED = 2;
    private static final int SCORE = 3;
    private static final long NEVER = Long.MIN_VALUE;

    private final double[] values = new double[4];
    private long readMs = NEVER;
    private long sinceMs = NEVER;
    private boolean begun;

    void reads(long slotMs, double speed, double free, double expected) {
        readMs = slotMs;
        values[SPEED] = speed;
        values[FREE] = free;
        values[EXPECTED] = expected;
    }

    boolean hasRead(long slotMs) {
        return readMs == slotMs;
    }

    /** The speed in a slot; NaN where it was not measured. */
    double speed(long slotMs) {
        return readMs == slotMs ? values[SPEED] : Double.NaN;
    }

    /**
     * Takes the reading into account.
     *
     * @param downstream the next sensor's speed, or NaN
     * @return {@link #BEGIN}, {@link #END} or nothing
     */
    String judge(double downstream) {
        double below = half((values[EXPECTED] - values[SPEED]) / values[EXPECTED]);
        double contrast = Double.isNaN(downstream) ? below : half((downstream - values[SPEED]) / values[FREE]);
        double now = Math.sqrt(below * contrast);
        values[SCORE] += SHARE * (now - values[SCORE]);
        if (now < ENDS && !begun) {
            sinceMs = NEVER;
        } else if (sinceMs == NEVER) {
            sinceMs = readMs;
        }
        if (!begun && values[SCORE] >= BEGINS) {
            begun = true;
            return BEGIN;
        }
        if (begun && values[SCORE] < ENDS) {
            begun = false;
            return END;
        }
        return "";
    }

    private static double half(double share) {
        return Math.max(0, Math.min(1, 2 * share));
    }

    long sinceMs() {
        return sinceMs;
    }

    double score() {
        return values[SCORE];
    }

    double speed() {
        return values[SPEED];
    }

    double expected() {
        return values[EXPECTED];
    }

    @Override
    public void write(StateOutput to) {
        StateArrays.write(to, values);
        to.putFixed(readMs);
        to.putFixed(sinceMs);
        to.putUnsigned(begun ? 1 : 0);
    }

    @Override
    public void read(StateInput from) {
        StateArrays.read(from, values);
        readMs = from.getFixed();
        sinceMs = from.getFixed();
        begun = from.getUnsigned() == 1;
    }

    @Override
    public long sizeBytes() {
        return 100;
    }
}
