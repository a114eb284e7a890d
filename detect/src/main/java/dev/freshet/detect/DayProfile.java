package dev.freshet.detect;

import dev.freshet.core.process.KeyMemory;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import java.util.Arrays;

/** What a series is at each time of day, in slots of five minutes UTC: usually, and when it was last there on a day before. */
final class DayProfile implements KeyMemory {
    private static final int SLOTS = 288;
    private static final long DAY_MS = 86_400_000;
    private static final int SLOT_MS = (int) DAY_MS / SLOTS;
    private static final double SHARE = 0.3;

    private final double[] usual = new double[SLOTS];
    /** The last value of each slot, and the one of an earlier day. */
    private final double[] latest = new double[SLOTS];

    private final double[] before = new double[SLOTS];
    private final long[] latestDay = new long[SLOTS];
    private final long[] beforeDay = new long[SLOTS];

    DayProfile() {
        Arrays.fill(usual, Double.NaN);
        Arrays.fill(latestDay, Long.MIN_VALUE);
        Arrays.fill(beforeDay, Long.MIN_VALUE);
    }

    static long day(long timeMs) {
        return Math.floorDiv(timeMs, DAY_MS);
    }

    /** The slot of a time of that day. */
    static int slot(long timeMs, long day) {
        return (int) (timeMs - day * DAY_MS) / SLOT_MS;
    }

    /** NaN where it has not been at that time of day yet. */
    double usual(int slot) {
        return usual[slot];
    }

    /** The value of the day before one at that time; NaN where there is none. */
    double yesterday(int slot, long day) {
        long wanted = day - 1;
        return latestDay[slot] == wanted ? latest[slot] : beforeDay[slot] == wanted ? before[slot] : Double.NaN;
    }

    void learn(int slot, long day, double value) {
        if (latestDay[slot] != day) {
            before[slot] = latest[slot];
            beforeDay[slot] = latestDay[slot];
            latestDay[slot] = day;
        }
        latest[slot] = value;
        usual[slot] = Double.isNaN(usual[slot]) ? value : usual[slot] + SHARE * (value - usual[slot]);
    }

    @Override
    public void write(StateOutput to) {
        StateArrays.write(to, usual);
        StateArrays.write(to, latest);
        StateArrays.write(to, before);
        for (int slot = 0; slot < SLOTS; slot++) {
            to.putLong(latestDay[slot]);
            to.putLong(beforeDay[slot]);
        }
    }

    @Override
    public void read(StateInput from) {
        StateArrays.read(from, usual);
        StateArrays.read(from, latest);
        StateArrays.read(from, before);
        for (int slot = 0; slot < SLOTS; slot++) {
            latestDay[slot] = from.getLong();
            beforeDay[slot] = from.getLong();
        }
    }

    @Override
    public long sizeBytes() {
        return 40L * SLOTS + 100;
    }
}
