package dev.freshet.core.expr.kernel;

import dev.freshet.core.batch.Column;

/** A part of an expression made ready to run. */
interface Node {
    /**
     * Computes it for some rows.
     *
     * @param rows physical rows, ascending
     * @param count how many of them
     * @return a column indexed by physical row, unspecified for other rows, and null for rows that failed; good until the
     *     next call
     */
    Column evaluate(Frame frame, int[] rows, int count);

    /** Says that the columns leave the evaluator: each must be its own. */
    default void leaves() {}

    /** Whether it is the same for all rows. */
    default boolean isConstant() {
        return false;
    }
}
