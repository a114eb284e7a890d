package dev.freshet.detect;

import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;

/** Arrays of known length in snapshots. */
public final class StateArrays {
    private StateArrays() {}

    public static void write(StateOutput to, double... values) {
        for (double value : values) {
            to.putFixed(Double.doubleToRawLongBits(value));
        }
    }

    public static double read(StateInput from) {
        return Double.longBitsToDouble(from.getFixed());
    }

    public static void read(StateInput from, double[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = read(from);
        }
    }
}
