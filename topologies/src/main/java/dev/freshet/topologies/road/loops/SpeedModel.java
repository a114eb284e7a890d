package dev.freshet.topologies.road.loops;

import dev.freshet.core.process.KeyMemory;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import dev.freshet.detect.StateArrays;
import java.util.Arrays;

/**
 * Forecasts of a sensor's speed a number of slots ahead. Three ways say what it will be: the same as now; what is expected of that time;
 * and that with the deviation by a linear model of what is seen now, in which outliers weigh less (Huber, Annals of
 * Mathematical Statistics 1964). They are mixed by the eighth power of how near they have been of late.
 */
final class SpeedModel implements KeyMemory {
    /** What is seen at the time: see {@link SensorSpeeds}. */
    static final int GIVEN = 9;

    private static final int NOW = 0;
    private static final int EXPECTED = 1;
    private static final int MODEL = 2;
    private static final int WAYS = 3;
    private static final int USUAL = WAYS;
    private static final int SAID = WAYS + 1;
    private static final int KEPT = WAYS + 2;
    private static final double LEAST_SHARE = 1.0 / 2000;
    private static final double LEAST_SPEED = 1;
    private static final double LEAST_ERROR = 0.01;

    private final int ahead;
    private final LeastSquares model = new LeastSquares(GIVEN);
    private final double[] given;
    private final double[] pending;
    private final long[] saidAt;
    private final double[] wayErrors = new double[WAYS];
    /** How many forecasts are known, how many of these had a usual speed, and of these the errors of itself, now, the usual. */
    private final double[] sums = new double[5];

    SpeedModel(int ahead) {
        this.ahead = ahead;
        given = new double[ahead * GIVEN];
        pending = new double[ahead * KEPT];
        saidAt = new long[ahead];
        Arrays.fill(saidAt, Long.MIN_VALUE);
    }

    int ahead() {
        return ahead;
    }

    /** The speed of a slot is known. */
    void learn(long slot, double speed) {
        int place = (int) Math.floorMod(slot, (long) ahead);
        if (saidAt[place] != slot - ahead) {
            return;
        }
        int at = place * KEPT;
        if (!Double.isNaN(pending[at + USUAL])) {
            sums[1]++;
            sums[2] += Math.abs(speed - pending[at + SAID]);
            sums[3] += Math.abs(speed - pending[at + NOW]);
            sums[4] += Math.abs(speed - pending[at + USUAL]);
        }
        if (Double.isNaN(pending[at + EXPECTED])) {
            return;
        }
        sums[0]++;
        double share = Math.max(LEAST_SHARE, 1 / sums[0]);
        double off = Math.abs(speed - pending[at + MODEL]);
        double scale = sums[0] == 1 ? off : wayErrors[MODEL];
        for (int way = 0; way < WAYS; way++) {
            wayErrors[way] += share * (Math.abs(speed - pending[at + way]) - wayErrors[way]);
        }
        double weight = off > scale ? scale / off : 1;
        model.learn(given, place * GIVEN, speed - pending[at + EXPECTED], weight);
    }

    /** Says what it will be, from what is seen at a slot. */
    double foretell(long slot, double[] seen, double speed, double expected, double usual) {
        int place = (int) Math.floorMod(slot, (long) ahead);
        int at = place * KEPT;
        saidAt[place] = slot;
        System.arraycopy(seen, 0, given, place * GIVEN, GIVEN);
        pending[at + NOW] = speed;
        pending[at + EXPECTED] = expected;
        pending[at + USUAL] = usual;
        pending[at + MODEL] = expected + (Double.isNaN(expected) ? 0 : model.predict(seen, 0));
        pending[at + SAID] = Math.max(LEAST_SPEED, Double.isNaN(expected) ? speed : mixed(at));
        return pending[at + SAID];
    }

    private double mixed(int at) {
        double least = Math.max(LEAST_ERROR, Math.min(wayErrors[NOW], Math.min(wayErrors[EXPECTED], wayErrors[MODEL])));
        double sum = 0;
        double weights = 0;
        for (int way = 0; way < WAYS; way++) {
            double nearness = Math.pow(least / Math.max(least, wayErrors[way]), 8);
            sum += nearness * pending[at + way];
            weights += nearness;
        }
        return sum / weights;
    }

    /** How many forecasts the errors are of. */
    long judged() {
        return (long) sums[1];
    }

    /** The mean error so far of the forecasts, of the same as now (1), or of the usual (2); NaN before there is any. */
    double error(int of) {
        return sums[2 + of] / sums[1];
    }

    @Override
    public void write(StateOutput to) {
        model.write(to);
        StateArrays.write(to, given);
        StateArrays.write(to, pending);
        StateArrays.write(to, wayErrors);
        StateArrays.write(to, sums);
        for (long slot : saidAt) {
            to.putFixed(slot);
        }
    }

    @Override
    public void read(StateInput from) {
        model.read(from);
        StateArrays.read(from, given);
        StateArrays.read(from, pending);
        StateArrays.read(from, wayErrors);
        StateArrays.read(from, sums);
        for (int i = 0; i < ahead; i++) {
            saidAt[i] = from.getFixed();
        }
    }

    @Override
    public long sizeBytes() {
        return model.sizeBytes() + 8L * (given.length + pending.length + ahead) + 300;
    }
}
