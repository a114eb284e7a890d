package dev.freshet.core.join;

/** Where the rows of a table are that a stream is joined with. */
public enum TableKind {
    /** Both the stream's rows and the table's go to the task of their key. */
    VERSIONED,
    /** Every task has the whole table, so that the stream's rows go to any. */
    BROADCAST
}
