package dev.freshet.core.expr.kernel;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.Bits;
import dev.freshet.core.expr.RowErrors;
import java.util.Arrays;

/** One evaluation over one batch: what its nodes share, and which rows failed. */
final class Frame {
    private final Batch batch;
    private final RowErrors errors;
    private long[] failed = new long[0];

    Frame(Batch batch, RowErrors errors) {
        this.batch = batch;
        this.errors = errors;
    }

    Batch batch() {
        return batch;
    }

    /** How many rows the batch's columns hold. */
    int capacity() {
        return batch.physicalRows();
    }

    /** Tells that a row failed, if that was not told before. */
    void fail(int row, String message) {
        int words = Bits.words(row + 1);
        if (failed.length < words) {
            failed = Arrays.copyOf(failed, Math.max(words, Bits.words(capacity())));
        }
        if (!Bits.get(failed, row)) {
            Bits.set(failed, row);
            errors.error(row, message);
        }
    }

    /** Whether some row failed. */
    boolean anyFailed() {
        return failed.length > 0;
    }

    /** Whether the row failed. */
    boolean failed(int row) {
        return Bits.get(failed, row);
    }
}
