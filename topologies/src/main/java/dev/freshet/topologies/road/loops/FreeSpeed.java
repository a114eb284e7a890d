package dev.freshet.topologies.road.loops;

import dev.freshet.core.process.KeyMemory;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;

/** The speed of free flow at a sensor: what 85 of 100 of its speeds so far are not above, in whole units rounded up. O(classes). */
final class FreeSpeed implements KeyMemory {
    private static final int CLASSES = 256;
    private static final double SHARE = 0.85;

    private final int[] counts = new int[CLASSES];
    private int total;

    /** Takes a speed, and says what free flow is now. */
    double next(double speed) {
        counts[(int) Math.max(0, Math.min(CLASSES - 1, Math.ceil(speed)))]++;
        total++;
        int below = 0;
        int at = -1;
        while (below < SHARE * total) {
            below += counts[++at];
        }
        return at;
    }

    @Override
    public void write(StateOutput to) {
        for (int count : counts) {
            to.putUnsigned(count);
        }
    }

    @Override
    public void read(StateInput from) {
        for (int i = 0; i < CLASSES; i++) {
            counts[i] = (int) from.getUnsigned();
            total += counts[i];
        }
    }

    @Override
    public long sizeBytes() {
        return 4L * CLASSES + 40;
    }
}
