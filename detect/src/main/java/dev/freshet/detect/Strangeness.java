package dev.freshet.detect;

import dev.freshet.core.process.KeyMemory;

/** A statistic of a point that is greater the stranger the point is, in a unit of its own: what detectors are made of. */
public interface Strangeness extends KeyMemory {
    /** Of which kind, for people: {@code ewma}. */
    String name();

    /**
     * The statistic of a point, at least 0; learns the point. NaN while it cannot tell.
     *
     * @param timeMs its time, epoch ms
     */
    double next(long timeMs, double value);

    /** What was expected of the last point; NaN where it does not expect. */
    default double expected() {
        return Double.NaN;
    }

    /** The standard deviation of the last point that was expected; NaN where it does not expect. */
    default double deviation() {
        return Double.NaN;
    }

    /** Whether the last point made it another: what its statistic was before says nothing of what it will be. */
    default boolean beganAnew() {
        return false;
    }

    /** What is strange about the last point, if it is. */
    String reason();
}
