package dev.freshet.topologies.links;

import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import java.util.Arrays;

/**
 * What a link carries in one direction, in bits per second, and what is usual: the median of the last {@value #HISTORY} minutes that
 * were taken, or while there are fewer than {@value #FEW} of them the greatest value so far. A value is low where it is below
 * {@value #LOW} of what is usual, and 5 deviations (1.4826 times the median distance from the median) below it once all minutes are there.
 */
final class Direction {
    static final long NEVER = Long.MIN_VALUE;
    static final double LOW = 0.8;

    private static final int HISTORY = 15;
    private static final int FEW = 5;
    private static final double DEVIATIONS = 5 * 1.4826;
    private static final long FALL_MS = 240_000;
    private static final double CARRIES = 1e-4;
    private static final double MATTERS = 0.01;

    private final double[] minutes = new double[HISTORY];
    private int next;
    private int count;
    private double peak;
    private double sum;
    private double median;
    private double distance;
    private double value;
    private double before = Double.NaN;
    private long fallSinceMs = NEVER;

    /** A sample. */
    void take(double bps, long timeMs, double speed) {
        value = bps;
        peak = Math.max(peak, bps);
        sum += bps;
        double level = before < usual() ? before : usual();
        if (!carries(speed) || bps >= LOW * level) {
            fallSinceMs = NEVER;
        } else if (fallSinceMs == NEVER) {
            fallSinceMs = timeMs;
        }
    }

    double value() {
        return value;
    }

    double usual() {
        return count < FEW ? peak : median;
    }

    /** Values below this are low. */
    double floor() {
        double usual = usual();
        return learned() ? Math.min(LOW * usual, usual - DEVIATIONS * distance) : LOW * usual;
    }

    boolean learned() {
        return count == HISTORY;
    }

    boolean known() {
        return count >= FEW;
    }

    /** Whether enough is usual here to say that there is nothing. */
    boolean carries(double speed) {
        return usual() > 0 && usual() >= CARRIES * speed;
    }

    /** Whether enough is usual here to say that it is less. */
    boolean matters(double speed) {
        return learned() && usual() >= MATTERS * speed;
    }

    boolean below(double share) {
        return value < share * usual();
    }

    /** Whether the last sample is low, where that can be told. */
    boolean isLow(double speed) {
        return learned() && carries(speed) && value < floor();
    }

    /**
     * Since when all samples were below {@value #LOW} of what is usual, and of the minute before the first of them, or {@link #NEVER}. What
     * lasts longer than five minutes is no fall any more.
     */
    long fallSinceMs() {
        return fallSinceMs;
    }

    double mean(int samples) {
        return sum / samples;
    }

    /** The minute is over, and its mean is taken as one that is usual. */
    void add(double mean) {
        minutes[next] = mean;
        next = (next + 1) % HISTORY;
        count = Math.min(HISTORY, count + 1);
        reckon();
    }

    /** What was usual is no more. */
    void forget(double mean) {
        count = 0;
        next = 0;
        peak = mean;
    }

    void nextMinute(int samples, long startMs) {
        if (fallSinceMs < startMs - FALL_MS) {
            fallSinceMs = NEVER;
            before = mean(samples);
        }
        sum = 0;
    }

    private void reckon() {
        double[] sorted = Arrays.copyOf(minutes, count);
        median = middle(sorted);
        for (int i = 0; i < count; i++) {
            sorted[i] = Math.abs(minutes[i] - median);
        }
        distance = middle(sorted);
    }

    static double middle(double[] values) {
        Arrays.sort(values);
        int half = values.length / 2;
        return values.length % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
    }

    void write(StateOutput to) {
        to.putLong(count);
        to.putLong(next);
        for (double minute : minutes) {
            putDouble(to, minute);
        }
        putDouble(to, peak);
        putDouble(to, sum);
        putDouble(to, value);
        putDouble(to, before);
        to.putLong(fallSinceMs);
    }

    void read(StateInput from) {
        count = (int) from.getLong();
        next = (int) from.getLong();
        for (int i = 0; i < HISTORY; i++) {
            minutes[i] = getDouble(from);
        }
        peak = getDouble(from);
        sum = getDouble(from);
        value = getDouble(from);
        before = getDouble(from);
        fallSinceMs = from.getLong();
        if (count > 0) {
            reckon();
        }
    }

    static void putDouble(StateOutput to, double value) {
        to.putFixed(Double.doubleToRawLongBits(value));
    }

    static double getDouble(StateInput from) {
        return Double.longBitsToDouble(from.getFixed());
    }
}
