package dev.freshet.core.expr;

/** Told of each row that an expression failed for. */
@FunctionalInterface
public interface RowErrors {
    /**
     * @param row a physical row of the batch; told at most once in an evaluation
     * @param message what failed, with the values: {@code division by zero in bytes / packets}
     */
    void error(int row, String message);
}
