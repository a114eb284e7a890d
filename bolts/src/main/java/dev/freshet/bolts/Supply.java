package dev.freshet.bolts;

import dev.freshet.core.batch.Batch;

/** Gets what an operator has to know before it can take a batch. Used by one task's thread. */
public interface Supply extends AutoCloseable {
    /**
     * Gets what the batch needs. Takes no longer than a second.
     *
     * @param nowMs epoch milliseconds
     * @return whether everything is there, so that the operator can take the batch next; if not, it is to be tried again
     */
    boolean ready(Batch batch, long nowMs);

    /** When it is worth while to try again, epoch milliseconds. */
    long nextTryMs();

    @Override
    void close();
}
