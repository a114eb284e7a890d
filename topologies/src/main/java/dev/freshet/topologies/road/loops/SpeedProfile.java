package dev.freshet.topologies.road.loops;

import dev.freshet.core.process.KeyMemory;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import dev.freshet.detect.StateArrays;
import java.util.Arrays;

/**
 * What a sensor's speed is at a time of day, in slots of five minutes UTC: the plain mean of all days, and what is expected, which knows
 * workdays from weekends, forgets (newer days weigh at least 1/15), and takes a slot with the ones beside it.
 */
final class SpeedProfile implements KeyMemory {
    static final int SLOTS = 288;
    private static final int DAY_TYPES = 2;
    private static final double LEAST_SHARE = 1.0 / 15;
    /** 1970-01-01 was a Thursday. */
    private static final int FIRST_DAY = 3;

    private static final int WEEKDAYS = 5;
    private static final int WEEK = 7;

    private final double[] usual = new double[SLOTS];
    private final double[] days = new double[SLOTS];
    private final double[] expected = new double[DAY_TYPES * SLOTS];
    private final double[] expectedDays = new double[DAY_TYPES * SLOTS];

    /** The mean of all days at a slot since 1970; NaN where there is none. */
    double usual(long slot) {
        int at = (int) Math.floorMod(slot, (long) SLOTS);
        return days[at] == 0 ? Double.NaN : usual[at];
    }

    /** What is expected at a slot since 1970; NaN where nothing is known of that time of day. */
    double expected(long slot) {
        double sum = 0;
        int known = 0;
        for (long near = slot - 1; near <= slot + 1; near++) {
            int at = at(near);
            if (expectedDays[at] > 0) {
                sum += expected[at];
                known++;
            }
        }
        return known > 0 ? sum / known : usual(slot);
    }

    void learn(long slot, double speed) {
        int any = (int) Math.floorMod(slot, (long) SLOTS);
        days[any]++;
        usual[any] += (speed - usual[any]) / days[any];
        int at = at(slot);
        expectedDays[at]++;
        expected[at] += Math.max(LEAST_SHARE, 1 / expectedDays[at]) * (speed - expected[at]);
    }

    private static int at(long slot) {
        long day = Math.floorDiv(slot, (long) SLOTS);
        int type = Math.floorMod(day + FIRST_DAY, WEEK) < WEEKDAYS ? 0 : 1;
        return type * SLOTS + (int) Math.floorMod(slot, (long) SLOTS);
    }

    @Override
    public void write(StateOutput to) {
        for (double[] part : Arrays.asList(usual, days, expected, expectedDays)) {
            StateArrays.write(to, part);
        }
    }

    @Override
    public void read(StateInput from) {
        for (double[] part : Arrays.asList(usual, days, expected, expectedDays)) {
            StateArrays.read(from, part);
        }
    }

    @Override
    public long sizeBytes() {
        return 8L * SLOTS * 2 * (1 + DAY_TYPES) + 100;
    }
}
