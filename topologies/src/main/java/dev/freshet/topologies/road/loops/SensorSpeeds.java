package dev.freshet.topologies.road.loops;

import dev.freshet.core.process.KeyMemory;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import dev.freshet.detect.StateArrays;
import java.util.List;

/** A sensor's profile and forecasts, and its reading of the present slot. */
final class SensorSpeeds implements KeyMemory {
    static final int POSITION = 0;
    static final int LENGTH = 1;
    static final int SPEED = 2;
    static final int FLOW = 3;
    static final int FREE = 4;
    private static final int READING = 5;
    private static final int DEVIATION = READING;
    private static final int FAST = READING + 1;
    private static final int SLOW = READING + 2;
    private static final double FAST_SHARE = 1.0 / 3;
    private static final double SLOW_SHARE = 1.0 / 24;
    private static final long NEVER = Long.MIN_VALUE;

    final SpeedProfile profile = new SpeedProfile();
    final List<SpeedModel> models = List.of(new SpeedModel(3), new SpeedModel(6), new SpeedModel(12));
    final double[] values = new double[READING + 3];
    private final double[] seen = new double[SpeedModel.GIVEN];
    private long slot = NEVER;

    boolean hasRead(long inSlot) {
        return slot == inSlot;
    }

    /** A reading of a new slot is in {@link #values}; what was foretold of it is judged. */
    void reads(long newSlot) {
        slot = newSlot;
        for (SpeedModel model : models) {
            model.learn(slot, values[SPEED]);
        }
        double expected = profile.expected(slot);
        double off = Double.isNaN(expected) ? 0 : values[SPEED] - expected;
        values[DEVIATION] = off;
        values[FAST] += FAST_SHARE * (off - values[FAST]);
        values[SLOW] += SLOW_SHARE * (off - values[SLOW]);
    }

    /** By how much it is faster than expected in the slot; 0 where that is not known. */
    double deviation(long inSlot) {
        return slot == inSlot ? values[DEVIATION] : 0;
    }

    /** Looks around, once all readings of the slot are there, and before the profile learns of it. */
    void look(double downstream, double upstream, double mean) {
        seen[0] = 10;
        seen[1] = values[DEVIATION];
        seen[2] = values[FAST];
        seen[3] = values[SLOW];
        seen[4] = Math.min(0, values[DEVIATION] + 5);
        seen[5] = downstream;
        seen[6] = upstream;
        seen[7] = mean;
    }

    double foretell(SpeedModel model) {
        long target = slot + model.ahead();
        double expected = profile.expected(target);
        double now = profile.expected(slot);
        seen[8] = Double.isNaN(expected) || Double.isNaN(now) ? 0 : expected - now;
        return model.foretell(slot, seen, values[SPEED], expected, profile.usual(target));
    }

    @Override
    public void write(StateOutput to) {
        to.putFixed(slot);
        StateArrays.write(to, values);
        profile.write(to);
        models.forEach(model -> model.write(to));
    }

    @Override
    public void read(StateInput from) {
        slot = from.getFixed();
        StateArrays.read(from, values);
        profile.read(from);
        models.forEach(model -> model.read(from));
    }

    @Override
    public long sizeBytes() {
        return 300
                + profile.sizeBytes()
                + models.stream().mapToLong(SpeedModel::sizeBytes).sum();
    }
}
