package dev.freshet.bench.jmh;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.operator.Output;

/** Counts the rows that an operator emits; there are to be no dead letters. */
final class EmittedRows implements Output {
    long rows;

    @Override
    public void emit(int port, Batch batch) {
        rows += batch.size();
    }

    @Override
    public void dead(Batch batch, int row, long deadRows, Reason reason, String detail) {
        throw new IllegalStateException(detail);
    }
}
