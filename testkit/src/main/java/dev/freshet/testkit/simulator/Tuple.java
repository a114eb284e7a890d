package dev.freshet.testkit.simulator;

import dev.freshet.core.epoch.TupleKind;

/**
 * What travels on a channel.
 *
 * @param from the sender's place in its topology
 * @param type of data: what {@code x}, {@code y} and {@code z} mean
 */
record Tuple(
        int from,
        long generation,
        long incarnation,
        long number,
        TupleKind kind,
        long epoch,
        Type type,
        long x,
        long y,
        long z) {
    /** Of data. */
    enum Type {
        NONE,
        /** A record: key, value, id. */
        EVENT_A,
        EVENT_B,
        /** A partition has been sent to its end: its number. */
        END,
        /** A result to be overwritten: key, revision, count and sum in one. */
        RESULT,
        /** A row to be appended. */
        ROW
    }
}
