package dev.freshet.detect.labelled;

import java.util.Arrays;
import java.util.List;

/**
 * Scores alarms in the manner of the Numenta Anomaly Benchmark, standard profile (Lavin and Ahmad, ICMLA 2015): the first alarm
 * in a window counts up to 1, the earlier the more; a window without one costs 1; an alarm outside costs up to 0.11, less just
 * behind a window. No alarm at all is 0, all windows found at their first point and nothing else is 100.
 */
public final class Scorer {
    private static final double FALSE_ALARM = 0.11;
    private static final int THRESHOLDS = 400;

    /**
     * A result.
     *
     * @param threshold from which score on a point was an alarm
     * @param found windows with an alarm
     * @param falseAlarms alarms outside of windows
     */
    public record Result(double score, double threshold, int found, int windows, int falseAlarms) {}

    private Scorer() {}

    /** The best threshold for all series together, and what it gives. */
    public static Result best(List<LabelledSeries> all, List<double[]> scores) {
        double[] high = scores.stream()
                .flatMapToDouble(Arrays::stream)
                .filter(score -> score > 0)
                .sorted()
                .toArray();
        Result best = at(2, all, scores);
        for (int i = 0; i < THRESHOLDS && high.length > 0; i++) {
            // Denser towards the greatest: share of points above falls from all to one by equal factors.
            double share = Math.pow(high.length, -(double) i / (THRESHOLDS - 1));
            double threshold = high[(int) Math.max(0, high.length - Math.ceil(share * high.length))];
            Result result = at(threshold, all, scores);
            best = result.score() > best.score() ? result : best;
        }
        return best;
    }

    /** What a threshold gives. */
    public static Result at(double threshold, List<LabelledSeries> all, List<double[]> scores) {
        double raw = 0;
        int windows = 0;
        int[] counts = new int[2];
        for (int i = 0; i < all.size(); i++) {
            raw += of(all.get(i), scores.get(i), threshold, counts);
            windows += all.get(i).windows().size();
        }
        return new Result(100 * (raw + windows) / (2.0 * windows), threshold, counts[0], windows, counts[1]);
    }

    private static double of(LabelledSeries series, double[] scores, double threshold, int[] counts) {
        double raw = 0;
        int next = 0;
        boolean found = false;
        List<LabelledSeries.Window> windows = series.windows();
        for (int i = series.probation(); i < scores.length; i++) {
            while (next < windows.size() && i >= windows.get(next).to()) {
                raw -= found ? 0 : 1;
                found = false;
                next++;
            }
            if (scores[i] < threshold) {
                continue;
            }
            if (next < windows.size() && i >= windows.get(next).from()) {
                if (!found) {
                    LabelledSeries.Window window = windows.get(next);
                    double length = window.to() - window.from();
                    raw += sigmoid(-(window.to() - i) / length) / sigmoid(-1);
                    counts[0]++;
                }
                found = true;
            } else {
                counts[1]++;
                LabelledSeries.Window before = next == 0 ? null : windows.get(next - 1);
                double behind =
                        before == null ? 4 : (i - before.to() + 1.0) / Math.max(1, before.to() - before.from() - 1);
                raw += FALSE_ALARM * (behind > 3 ? -1 : sigmoid(behind));
            }
        }
        for (; next < windows.size(); next++) {
            raw -= found ? 0 : 1;
            found = false;
        }
        return raw;
    }

    private static double sigmoid(double position) {
        return 2 / (1 + Math.exp(5 * position)) - 1;
    }
}
