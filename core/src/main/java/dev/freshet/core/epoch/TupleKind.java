package dev.freshet.core.epoch;

/** What a tuple on a channel is to the protocol. */
public enum TupleKind {
    /** Events, times, rules: all that a task works on. */
    DATA,
    /** The end of an epoch on this channel. */
    BARRIER,
    /** The first of a generation on this channel. */
    RESTORE
}
