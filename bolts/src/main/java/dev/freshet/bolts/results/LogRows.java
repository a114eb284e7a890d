package dev.freshet.bolts.results;

import dev.freshet.bolts.redis.Call;
import dev.freshet.core.batch.Batch;

/** The rows of the next append to a {@link LogStream}. */
interface LogRows {
    void add(Batch batch, int row);

    /** Adds what {@link LogStream#row} gave. */
    void add(byte[] row);

    int size();

    /** Whether there are as many rows as an append is to have. */
    boolean isFull();

    /**
     * Appends the rows, unless the writer has made this append or a later one. None are left here.
     *
     * @param writer a name that nobody else writes under
     * @param number of the append, greater than all before
     */
    Call append(String writer, long number);
}
