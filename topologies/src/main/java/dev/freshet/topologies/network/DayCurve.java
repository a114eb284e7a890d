package dev.freshet.topologies.network;

/**
 * When the n-th event of a day happens, where load follows the hour: {@code rate(t) = mean × (1 + swing × sin(…))}, least at
 * 04:00 and greatest at 16:00 UTC. The inverse of the rate's integral, tabulated once and interpolated: constant time an
 * event, and monotone.
 */
final class DayCurve {
    static final long DAY_MS = 86_400_000L;
    private static final int STEPS = 2880;
    private static final double SWING = 0.6;
    private static final double GREATEST_AT = 16.0 / 24;

    private final double[] shareAt = new double[STEPS + 1];

    DayCurve() {
        for (int i = 0; i <= STEPS; i++) {
            shareAt[i] = share((double) i / STEPS);
        }
    }

    /** Which share of a day's events has happened at a share of the day. */
    static double share(double ofDay) {
        double turn = 2 * Math.PI;
        double phase = 0.25 - GREATEST_AT;
        double before = StrictMath.cos(turn * phase);
        return ofDay + SWING / turn * (before - StrictMath.cos(turn * (ofDay + phase)));
    }

    /** The share of the day at which a share of its events has happened; both in [0, 1]. */
    double ofDay(double share) {
        int low = 0;
        int high = STEPS;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (shareAt[middle] <= share) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double within = (share - shareAt[low]) / (shareAt[high] - shareAt[low]);
        return (low + Math.min(1, Math.max(0, within))) / STEPS;
    }
}
