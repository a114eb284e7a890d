package dev.freshet.detect;

import dev.freshet.core.process.KeyMemory;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;

/**
 * Finds the period of a series, in points: the lag at which it is most like itself, if it is so by more than a chance, from the
 * autocorrelation of its last {@value #POINTS} points, looked at again every {@value #EVERY}. Of two lags about equally good
 * the shorter. O(POINTS * LONGEST / EVERY) a point.
 */
final class SeasonFinder implements KeyMemory {
    static final int LONGEST = 700;

    private static final int POINTS = 2048;
    private static final int EVERY = 256;
    private static final int SHORTEST = 6;
    private static final double LIKE = 0.4;
    private static final double STILL_LIKE = 0.25;
    private static final double CLEARLY = 0.08;

    private final double[] ring = new double[POINTS];
    private long seen;
    private int period;

    /** The period; 0 for none. */
    int period() {
        return period;
    }

    /** Learns a point; true if the period is another now. */
    boolean next(double value) {
        ring[(int) (seen++ % POINTS)] = value;
        if (seen % EVERY != 0) {
            return false;
        }
        int before = period;
        period = find();
        return period != before;
    }

    /** The value that many points ago. */
    double ago(int points) {
        return ring[(int) Math.floorMod(seen - 1 - points, (long) POINTS)];
    }

    int held() {
        return (int) Math.min(seen, POINTS);
    }

    private int find() {
        int n = held();
        double[] x = new double[n];
        double mean = 0;
        for (int i = 0; i < n; i++) {
            x[i] = ago(n - 1 - i);
            mean += x[i] / n;
        }
        double square = 0;
        for (int i = 0; i < n; i++) {
            square += (x[i] - mean) * (x[i] - mean);
        }
        double deviation = Math.sqrt(square / n);
        for (int i = 0; i < n; i++) {
            x[i] = Math.max(-3 * deviation, Math.min(3 * deviation, x[i] - mean));
        }
        double whole = 1e-12;
        for (double v : x) {
            whole += v * v;
        }
        int longest = Math.min(LONGEST, (int) (0.45 * n));
        if (period > 0 && period <= longest && like(x, period, whole) > STILL_LIKE) {
            return period;
        }
        double bestLike = LIKE;
        int best = 0;
        double before = 1;
        double last = 1;
        boolean fallen = false;
        for (int lag = 1; lag <= longest; lag++) {
            double like = like(x, lag, whole);
            fallen |= like < LIKE / 2;
            boolean peak = last >= before && last >= like;
            int at = lag - 1;
            if (fallen && peak && at >= SHORTEST && last > bestLike + (best == 0 ? 0 : CLEARLY)) {
                bestLike = last;
                best = at;
            }
            before = last;
            last = like;
        }
        return best;
    }

    /** The autocorrelation at a lag, as if there were as many products as squares. */
    private static double like(double[] x, int lag, double squares) {
        double sum = 0;
        for (int i = lag; i < x.length; i++) {
            sum += x[i] * x[i - lag];
        }
        return sum / squares * x.length / (x.length - lag);
    }

    @Override
    public void write(StateOutput to) {
        to.putLong(seen);
        to.putUnsigned(period);
        StateArrays.write(to, ring);
    }

    @Override
    public void read(StateInput from) {
        seen = from.getLong();
        period = (int) from.getUnsigned();
        StateArrays.read(from, ring);
    }

    @Override
    public long sizeBytes() {
        return 8L * POINTS + 48;
    }
}
