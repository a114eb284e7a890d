package dev.freshet.core.join;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.operator.Output;

/** An output for rows that another task has too, which tells of the dead ones. */
record Unheard(Output out) implements Output {
    @Override
    public void emit(int port, Batch batch) {
        out.emit(port, batch);
    }

    @Override
    public void dead(Batch batch, int row, long rows, Reason reason, String detail) {}
}
