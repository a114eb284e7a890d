package dev.freshet.core.epoch;

import java.util.Arrays;

/** Numbers what a task sends to each of its targets, over all streams, from 0 in every generation. */
public final class OutChannels {
    private final long[] next;

    public OutChannels(int targets) {
        next = new long[targets];
    }

    /** The number of the tuple that is sent to a target now. */
    public long next(int target) {
        return next[target]++;
    }

    /** A new generation: its Restore is number 0. */
    public void restart() {
        Arrays.fill(next, 0);
    }
}
