package dev.freshet.bolts.results;

import dev.freshet.core.batch.Batch;

/** A stream that rows are appended to, each append once however often it is sent. */
interface LogStream {
    /** The field of the event time. */
    String TIME = "_time";

    /** A row by itself, as it can be held back. */
    byte[] row(Batch batch, int row);

    /** The rows of an append to be: none at first. */
    LogRows rows();
}
