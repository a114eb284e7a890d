package dev.freshet.bolts.results;

/** How a result is kept in Redis. */
public enum ResultKind {
    /** A row a key and window: a HASH each. */
    WINDOW,
    /** A leaderboard a window: a ZSET each, and a HASH with the whole rows. */
    TOP,
    /** Rows one after the other: a STREAM. */
    LOG
}
