package dev.freshet.core.operator;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.Bits;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.expr.RowErrors;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one batch that an expression, or code of a user's own, failed for: each goes to the dead letters once, with the first failure, however
 * many expressions fail for it.
 */
public final class FailedRows implements RowErrors {
    private final Batch batch;
    private final RowErrors told;
    private long @Nullable [] failed;
    private int count;

    public FailedRows(Batch batch, Output out) {
        this(batch, (row, message) -> out.dead(batch, row, Reason.EXPRESSION, message));
    }

    /** @param told of each row that fails, once */
    public FailedRows(Batch batch, RowErrors told) {
        this.batch = batch;
        this.told = told;
    }

    @Override
    public void error(int row, String message) {
        long[] bits = failed;
        if (bits == null) {
            bits = new long[Bits.words(batch.physicalRows())];
            failed = bits;
        }
        if (!Bits.get(bits, row)) {
            Bits.set(bits, row);
            count++;
            told.error(row, message);
        }
    }

    /** How many rows failed. */
    public int count() {
        return count;
    }

    /** The batch's selected rows that did not fail: the batch itself where none did. */
    public Batch without() {
        long[] bits = failed;
        if (bits == null) {
            return batch;
        }
        int[] rows = new int[batch.size()];
        int kept = 0;
        for (int i = 0; i < batch.size(); i++) {
            int row = batch.row(i);
            if (!Bits.get(bits, row)) {
                rows[kept++] = row;
            }
        }
        return batch.select(rows, kept);
    }
}
