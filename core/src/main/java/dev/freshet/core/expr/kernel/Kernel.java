package dev.freshet.core.expr.kernel;

import dev.freshet.core.batch.Column;

/** The loop of a function whose arguments are all computed beforehand. */
interface Kernel {
    /**
     * Runs over some rows.
     *
     * @param arguments columns by physical row
     * @param out where the column's arrays come from
     * @return a column by physical row, null for rows that failed
     */
    Column run(Frame frame, Column[] arguments, int[] rows, int count, Scratch out);

    /**
     * Whether it may run once for each entry of a dictionary instead of once a row: it must be without errors, and take
     * time worth saving.
     */
    default boolean perEntry() {
        return false;
    }
}
