package dev.freshet.detect;

import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import java.util.Arrays;

/**
 * How unlike the last points together are to every stretch of the past: the mean distance to the nearest few of the stretches
 * that are kept, one in {@value #STRIDE} points (nearest neighbours with conformal calibration; Burnaev and Ishimtsev 2016). In
 * deviations of the long run. O(kept * length) a point.
 */
final class ShapeNeighbours implements Strangeness {
    private static final int NEAREST = 2;
    private static final int STRIDE = 4;
    private static final int LEARN = 20;

    private final int length;
    private final int kept;
    private final LongRun usual = new LongRun(1000);
    private final double[] last;
    private final double[] stretches;
    private long seen;
    private int stored;
    private boolean above;

    ShapeNeighbours(int length, int kept) {
        this.length = length;
        this.kept = kept;
        last = new double[length];
        stretches = new double[length * kept];
    }

    @Override
    public String name() {
        return "shape";
    }

    @Override
    public double next(long timeMs, double value) {
        double z = usual.next(value);
        above = z > 0;
        System.arraycopy(last, 1, last, 0, length - 1);
        last[length - 1] = value;
        seen++;
        int have = Math.min(stored, kept);
        double strange = have < LEARN ? Double.NaN : distance(have) / scale();
        // A stretch is kept when the next one does not overlap the points that it is compared with soonest.
        if (seen >= length && seen % STRIDE == 0) {
            System.arraycopy(last, 0, stretches, stored % kept * length, length);
            stored++;
        }
        return strange;
    }

    private double scale() {
        return Math.max(usual.deviation(), 1e-6 * Math.abs(usual.expected()) + 1e-12);
    }

    private double distance(int have) {
        double[] least = new double[NEAREST];
        Arrays.fill(least, Double.MAX_VALUE);
        // The newest overlap with the last points and would always be near.
        int newest = length / STRIDE + 1;
        for (int k = 0; k < have; k++) {
            int age = Math.floorMod(stored - 1 - k, kept);
            if (age < newest && have > newest) {
                continue;
            }
            int at = k * length;
            double sum = 0;
            for (int i = 0; i < length; i++) {
                double off = last[i] - stretches[at + i];
                sum += off * off;
            }
            if (sum < least[NEAREST - 1]) {
                int place = NEAREST - 1;
                while (place > 0 && least[place - 1] > sum) {
                    least[place] = least[place - 1];
                    place--;
                }
                least[place] = sum;
            }
        }
        double mean = 0;
        for (double sum : least) {
            mean += Math.sqrt(Math.min(sum, 1e300) / length) / NEAREST;
        }
        return mean;
    }

    @Override
    public String reason() {
        return above ? "unusual shape high" : "unusual shape low";
    }

    @Override
    public void write(StateOutput to) {
        to.putLong(seen);
        to.putLong(stored);
        usual.write(to);
        StateArrays.write(to, last);
        StateArrays.write(to, stretches);
    }

    @Override
    public void read(StateInput from) {
        seen = from.getLong();
        stored = (int) from.getLong();
        usual.read(from);
        StateArrays.read(from, last);
        StateArrays.read(from, stretches);
    }

    @Override
    public long sizeBytes() {
        return 8L * (last.length + stretches.length) + 150;
    }
}
