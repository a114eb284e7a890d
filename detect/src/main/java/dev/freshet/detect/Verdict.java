package dev.freshet.detect;

/** What a detector says of a point. Reused: every call of {@link Detector#next} sets all of it. */
public final class Verdict {
    /** From here on a score is an anomaly. */
    public static final double ANOMALY = 0.5;

    /** How strange, 0 to 1; comparable between series. */
    public double score;
    /** What was expected, before the point was seen; NaN where nothing is known yet. */
    public double expected = Double.NaN;
    /** The range that 99 of 100 points were expected in. */
    public double lower = Double.NaN;

    public double upper = Double.NaN;
    /** Why, if it is strange; empty otherwise. */
    public String reason = "";
    /** Which detector found it; empty otherwise. */
    public String detector = "";

    public boolean isAnomaly() {
        return score >= ANOMALY;
    }

    /** Nothing is known, and nothing strange. */
    public void clear() {
        score = 0;
        expected = Double.NaN;
        lower = Double.NaN;
        upper = Double.NaN;
        reason = "";
        detector = "";
    }

    /** Expects a value, and 99 of 100 points within some deviations of it. */
    public void expect(double value, double deviation) {
        expected = value;
        lower = value - Z99 * deviation;
        upper = value + Z99 * deviation;
    }

    /** Half of the width, in standard deviations, of the range that 99 of 100 points of a normal law are in. */
    private static final double Z99 = 2.5758;
}
