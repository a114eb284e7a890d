package dev.freshet.detect;

import dev.freshet.core.process.KeyMemory;

/**
 * Looks at one series, point by point in the order in which they come, and says of each how strange it is for the points
 * before it. Deterministic; state has a binary form. Values are finite.
 */
public interface Detector extends KeyMemory {
    /**
     * Judges a point and learns from it.
     *
     * @param timeMs its time, epoch ms; may be older than the one before
     * @param verdict set by the call
     */
    void next(long timeMs, double value, Verdict verdict);
}
