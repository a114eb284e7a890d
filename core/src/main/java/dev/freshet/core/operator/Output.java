package dev.freshet.core.operator;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.dead.Reason;

/** Where an operator puts what it makes. */
public interface Output {
    /** The port of an operator's ordinary results. */
    int MAIN = 0;

    /** Hands on a batch, which must not be changed afterwards. */
    void emit(int port, Batch batch);

    /**
     * A row could not be used: it goes to the dead letters with its origin, and is counted.
     *
     * @param row a physical row of the batch
     * @param rows how many records the row stands for
     * @param detail in words, with the values: {@code late by 7.3 s}
     */
    void dead(Batch batch, int row, long rows, Reason reason, String detail);

    default void dead(Batch batch, int row, Reason reason, String detail) {
        dead(batch, row, 1, reason, detail);
    }
}
