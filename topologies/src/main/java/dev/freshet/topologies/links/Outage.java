package dev.freshet.topologies.links;

import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;

/** A fault that may be there: since when, and whether it is about to end. It ends with the second of two good signs in a row. */
final class Outage {
    private static final int SIGNS = 2;

    private long sinceMs = Direction.NEVER;
    private long goodSinceMs = Direction.NEVER;
    private int good;

    boolean isOpen() {
        return sinceMs != Direction.NEVER;
    }

    long sinceMs() {
        return sinceMs;
    }

    /** Since when the signs are good, or {@link Direction#NEVER}. */
    long goodSinceMs() {
        return goodSinceMs;
    }

    void open(long timeMs) {
        sinceMs = timeMs;
        good = 0;
        goodSinceMs = Direction.NEVER;
    }

    void close() {
        sinceMs = Direction.NEVER;
        good = 0;
        goodSinceMs = Direction.NEVER;
    }

    /** Whether a sign at this time is the one that ends it. */
    boolean endsWith(boolean isGood, long timeMs) {
        if (!isGood) {
            good = 0;
            goodSinceMs = Direction.NEVER;
            return false;
        }
        good++;
        if (good == 1) {
            goodSinceMs = timeMs;
        }
        return good == SIGNS;
    }

    void write(StateOutput to) {
        to.putLong(sinceMs);
        to.putLong(goodSinceMs);
        to.putLong(good);
    }

    void read(StateInput from) {
        sinceMs = from.getLong();
        goodSinceMs = from.getLong();
        good = (int) from.getLong();
    }
}
