package dev.freshet.core.epoch;

import java.io.Serializable;

/**
 * When things happen.
 *
 * @param intervalMs from one epoch's trigger to the next, if the epoch is complete by then
 * @param deadlineMs how long an epoch may take; doubled with every generation that fails, up to 64 times, and halved again while epochs complete
 * @param formMs how long a generation waits before it starts, from the second failure in a row on; doubled and halved likewise
 * @param keep how many complete epochs stay in the store
 */
public record EpochSettings(long intervalMs, long deadlineMs, long formMs, int keep) implements Serializable {
    private static final int MOST_DOUBLINGS = 6;

    public EpochSettings {
        if (intervalMs < 1 || deadlineMs < 1 || formMs < 0 || keep < 1) {
            throw new IllegalArgumentException("no epoch settings: interval " + intervalMs + " ms, deadline "
                    + deadlineMs + " ms, form " + formMs + " ms, keep " + keep);
        }
    }

    /** A deadline of 30 s, a first back-off of 500 ms, two epochs kept. */
    public static EpochSettings every(long intervalMs) {
        return new EpochSettings(intervalMs, 30_000, 500, 2);
    }

    /** How long the pending epoch may take at the n-th attempt, from 1. */
    long deadlineMs(int attempt) {
        return deadlineMs << Math.min(Math.max(attempt - 1, 0), MOST_DOUBLINGS);
    }

    /** How long a generation waits before it starts, at the n-th attempt. */
    long formMs(int attempt) {
        return attempt <= 2 ? 0 : formMs << Math.min(attempt - 3, MOST_DOUBLINGS);
    }
}
