package dev.freshet.detect;

import dev.freshet.core.process.KeyMemory;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import java.util.Arrays;

/** Forecasts of one horizon: what the ways said that is not yet known to be right, and how far each was off. */
final class AheadErrors implements KeyMemory {
    private static final int NOW = 0;
    private static final int YESTERDAY = 1;
    private static final int USUAL = 2;
    private static final int MEAN = 3;
    private static final int SMOOTHED = 4;
    /** Beside the ways: the distances from the usual and from the mean at the time, and the mean. */
    private static final int EXTRAS = 3;

    private static final double MEMORY = 1.0 / 300;
    /** How often a way is judged before it is listened to. */
    private static final int LEARNING = 30;

    private static final double HELD = 0.9;
    private static final double QUANTILE_STEP = 0.05;

    private final int horizon;
    private final int ways;
    private final double[] pending;
    private final double[] saidAt;
    private final double[] lateErrors;
    /** How often each way was judged: some begin a day later than others. */
    private final double[] judged;
    /** Sums: own error, that of now, that of yesterday; their counts; the quantile; products for the two learned shares. */
    private final double[] sums = new double[11];

    private long count;
    /** The count modulo the horizon. */
    private int place;

    private double forecast = Double.NaN;

    AheadErrors(int horizon, int ways) {
        this.horizon = horizon;
        this.ways = ways;
        pending = new double[horizon * (ways + EXTRAS)];
        saidAt = new double[horizon];
        lateErrors = new double[ways];
        judged = new double[ways];
        Arrays.fill(pending, Double.NaN);
        Arrays.fill(saidAt, Double.NaN);
    }

    int horizon() {
        return horizon;
    }

    /** The value is known that was foretold {@code horizon} points ago. */
    void learn(double value, double usual, double yesterday) {
        double said = saidAt[place];
        if (Double.isNaN(said)) {
            return;
        }
        int at = place * (ways + EXTRAS);
        for (int way = 0; way < ways; way++) {
            double off = Math.abs(value - pending[at + way]);
            if (!Double.isNaN(off)) {
                judged[way]++;
                lateErrors[way] += Math.max(MEMORY, 1 / judged[way]) * (off - lateErrors[way]);
            }
        }
        double off = Math.abs(value - said);
        sums[0] += off;
        sums[1] += Math.abs(value - pending[at + NOW]);
        sums[3]++;
        if (!Double.isNaN(yesterday)) {
            sums[2] += Math.abs(value - yesterday);
            sums[4]++;
        }
        double scale = sums[0] / sums[3];
        double step = scale * Math.max(QUANTILE_STEP, 1 / sums[3]);
        sums[5] = Math.max(0, sums[5] + step * (off > sums[5] ? HELD : HELD - 1));
        double fromUsual = pending[at + ways];
        if (!Double.isNaN(fromUsual) && !Double.isNaN(usual)) {
            sums[6] += MEMORY * (fromUsual * (value - usual) - sums[6]);
            sums[7] += MEMORY * (fromUsual * fromUsual - sums[7]);
        }
        double fromMean = pending[at + ways + 1];
        sums[8] += MEMORY * (fromMean * (value - pending[at + ways + 2]) - sums[8]);
        sums[9] += MEMORY * (fromMean * fromMean - sums[9]);
    }

    /** Says what comes {@code horizon} points after now. */
    void foretell(double value, double mean, double usualNow, double usualThen, double yesterdayThen, double smoothed) {
        int at = place * (ways + EXTRAS);
        pending[at + NOW] = value;
        pending[at + YESTERDAY] = yesterdayThen;
        pending[at + USUAL] = usualThen + share(6) * (value - usualNow);
        pending[at + MEAN] = mean + share(8) * (value - mean);
        pending[at + SMOOTHED] = smoothed;
        pending[at + ways] = value - usualNow;
        pending[at + ways + 1] = value - mean;
        pending[at + ways + 2] = mean;
        double sum = 0;
        double weights = 0;
        double greatest = lateErrors[0];
        for (int way = 1; way < ways; way++) {
            greatest = Math.max(greatest, lateErrors[way]);
        }
        double least = Double.MIN_NORMAL + 1e-3 * greatest;
        for (int way = 0; way < ways; way++) {
            double said = pending[at + way];
            if (!Double.isNaN(said) && (way == NOW || judged[way] > LEARNING && lateErrors[way] > 0)) {
                double ratio = least / Math.max(least, lateErrors[way]);
                double weight = ratio * ratio * ratio * ratio;
                sum += weight * said;
                weights += weight;
            }
        }
        forecast = weights > 0 ? sum / weights : value;
        saidAt[place] = forecast;
        count++;
        place = place + 1 == horizon ? 0 : place + 1;
    }

    private double share(int sum) {
        return sums[sum + 1] > 0 ? Math.max(0, Math.min(1, sums[sum] / sums[sum + 1])) : 1;
    }

    double forecast() {
        return forecast;
    }

    double halfWidth() {
        return sums[3] == 0 ? Double.NaN : sums[5];
    }

    double error() {
        return sums[0] / sums[3];
    }

    double errorOfNow() {
        return sums[1] / sums[3];
    }

    double errorOfYesterday() {
        return sums[2] / sums[4];
    }

    @Override
    public void write(StateOutput to) {
        to.putLong(count);
        StateArrays.write(to, forecast);
        StateArrays.write(to, pending);
        StateArrays.write(to, saidAt);
        StateArrays.write(to, lateErrors);
        StateArrays.write(to, judged);
        StateArrays.write(to, sums);
    }

    @Override
    public void read(StateInput from) {
        count = from.getLong();
        place = (int) (count % horizon);
        forecast = StateArrays.read(from);
        StateArrays.read(from, pending);
        StateArrays.read(from, saidAt);
        StateArrays.read(from, lateErrors);
        StateArrays.read(from, judged);
        StateArrays.read(from, sums);
    }

    @Override
    public long sizeBytes() {
        return 200 + 8L * (pending.length + horizon + 2 * ways);
    }
}
