package dev.freshet.detect;

import dev.freshet.core.process.KeyMemory;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import java.util.Arrays;

/** What a series is at each time of day, in slots of five minutes UTC: usually, and when it was last there on a day before. */
final class DayProfile implements KeyMemory {
    private static final int SLOTS = 288;
    private static final long DAY_MS = 86_400_000;
    private static final long SLOT_MS = DAY_MS / SLOTS;
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

    /** NaN where it has not been at that time of day yet. */
    double usual(long timeMs) {
        return usual[slot(timeMs)];
    }

    /** The value of the day before at that time; NaN where there is none. */
    double yesterday(long timeMs) {
        int slot = slot(timeMs);
        long wanted = Math.floorDiv(timeMs, DAY_MS) - 1;
        return latestDay[slot] == wanted ? latest[slot] : beforeDay[slot] == wanted ? before[slot] : Double.NaN;
    }

    void learn(long timeMs, double value) {
        int slot = slot(timeMs);
        long day = Math.floorDiv(timeMs, DAY_MS);
        if (latestDay[slot] != day) {
            before[slot] = latest[slot];
            beforeDay[slot] = latestDay[slot];
            latestDay[slot] = day;
        }
        latest[slot] = value;
        usual[slot] = Double.isNaN(usual[slot]) ? value : usual[slot] + SHARE * (value - usual[slot]);
    }

    private static int slot(long timeMs) {
        return (int) (Math.floorMod(timeMs, DAY_MS) / SLOT_MS);
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
