package dev.freshet.detect;

import dev.freshet.core.process.KeyMemory;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import java.util.List;

/**
 * Foretells a series some points ahead. Five ways are asked, and weighted by how well each has done of late at that distance:
 * as now; as yesterday at that time; the usual of that time of day and a learned share of how far the series is off it now; the
 * mean of late and a learned share of the distance from it; a smoothed level and its slope (Holt 1957). Weights fall with the fourth power of the error (experts; Vovk
 * 1990), so a way that suits the series wins, and what suits nobody stays near the best baseline. The interval holds nine of ten
 * errors, by a quantile that is learned as errors come.
 *
 * <p>Points ahead are rows, and take it that the time between rows stays what it has mostly been. O(1) a point, about 8 kB.
 */
public final class Forecaster implements KeyMemory {
    /** How many points ahead. */
    public static final List<Integer> HORIZONS = List.of(1, 3, 6, 12);

    private static final int WAYS = 5;
    private static final int LONGEST = 12;
    private static final double MEAN_SHARE = 2.0 / 101;
    private static final double LEVEL_SHARE = 0.6;
    private static final double SLOPE_SHARE = 0.05;

    private final DayProfile day = new DayProfile();
    private final StepLength step = new StepLength();
    private final AheadErrors[] ahead = new AheadErrors[HORIZONS.size()];
    private final double[] mean = {Double.NaN};
    private final double[] last = {Double.NaN};
    /** A level and its slope a point. */
    private final double[] smooth = {Double.NaN, 0};

    private long lastMs = Long.MIN_VALUE;

    public Forecaster() {
        for (int i = 0; i < ahead.length; i++) {
            ahead[i] = new AheadErrors(HORIZONS.get(i), WAYS);
        }
    }

    /** Learns a point. */
    public void next(long timeMs, double value) {
        if (lastMs != Long.MIN_VALUE) {
            step.note(timeMs - lastMs);
        }
        long today = DayProfile.day(timeMs);
        int slot = DayProfile.slot(timeMs, today);
        double usual = day.usual(slot);
        double yesterday = day.yesterday(slot, today);
        for (AheadErrors errors : ahead) {
            errors.learn(value, usual, yesterday);
        }
        day.learn(slot, today, value);
        mean[0] = Double.isNaN(mean[0]) ? value : mean[0] + MEAN_SHARE * (value - mean[0]);
        last[0] = value;
        smoothen(value);
        lastMs = timeMs;
        double usualNow = day.usual(slot);
        long stepMs = stepMs();
        for (AheadErrors errors : ahead) {
            int horizon = errors.horizon();
            long targetMs = timeMs + horizon * stepMs;
            long targetDay = DayProfile.day(targetMs);
            int targetSlot = DayProfile.slot(targetMs, targetDay);
            errors.foretell(
                    value,
                    mean[0],
                    usualNow,
                    day.usual(targetSlot),
                    day.yesterday(targetSlot, targetDay),
                    smooth[0] + horizon * smooth[1]);
        }
    }

    private void smoothen(double value) {
        if (Double.isNaN(smooth[0])) {
            smooth[0] = value;
            return;
        }
        double before = smooth[0];
        smooth[0] += smooth[1] + LEVEL_SHARE * (value - before - smooth[1]);
        smooth[1] += SLOPE_SHARE * (smooth[0] - before - smooth[1]);
    }

    /** The time between points, as it mostly is, milliseconds. */
    public long stepMs() {
        return step.stepMs();
    }

    /** What is foretold from the last point for a horizon by its place in {@link #HORIZONS}; NaN before the first. */
    public double forecast(int i) {
        return ahead[i].forecast();
    }

    /** Nine of ten values are to be within this of the forecast; NaN while nothing is known. */
    public double halfWidth(int i) {
        return ahead[i].halfWidth();
    }

    /** The mean absolute error so far; NaN while nothing is known. */
    public double error(int i) {
        return ahead[i].error();
    }

    /** The mean absolute error, at the same points, of saying that it stays as it is. */
    public double errorOfNow(int i) {
        return ahead[i].errorOfNow();
    }

    /** The mean absolute error, at those points that have one, of the value a day before. */
    public double errorOfYesterday(int i) {
        return ahead[i].errorOfYesterday();
    }

    @Override
    public void write(StateOutput to) {
        to.putLong(lastMs);
        StateArrays.write(to, mean[0], last[0]);
        StateArrays.write(to, smooth);
        step.write(to);
        day.write(to);
        for (AheadErrors errors : ahead) {
            errors.write(to);
        }
    }

    @Override
    public void read(StateInput from) {
        lastMs = from.getLong();
        StateArrays.read(from, mean);
        StateArrays.read(from, last);
        StateArrays.read(from, smooth);
        step.read(from);
        day.read(from);
        for (AheadErrors errors : ahead) {
            errors.read(from);
        }
    }

    @Override
    public long sizeBytes() {
        return 200 + step.sizeBytes() + day.sizeBytes() + ahead.length * (200L + 8L * LONGEST * (WAYS + 3));
    }
}
