package dev.freshet.detect.labelled;

import java.util.List;

/**
 * A series and where its anomalies are.
 *
 * @param family what it resembles
 * @param windows half open, ascending, apart: an anomaly is found by an alarm in its window
 */
public record LabelledSeries(String family, String name, long[] timesMs, double[] values, List<Window> windows) {
    /** Points {@code [from, to)}. */
    public record Window(int from, int to) {}

    /** Points at the beginning that nobody is judged by: 15 of 100, 750 at most. */
    public int probation() {
        return (int) Math.min(750, 0.15 * values.length);
    }
}
