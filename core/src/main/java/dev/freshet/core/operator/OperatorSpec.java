package dev.freshet.core.operator;

import dev.freshet.core.schema.Schema;
import java.io.Serializable;

/** What an operator does, as data: it is part of the plan, is shipped to the workers, and makes the operator there. */
public interface OperatorSpec extends Serializable {
    /** The rows that the operator emits on {@link Output#MAIN}. */
    Schema outputSchema();

    /** One line for {@code explain}: {@code filter status >= 400}. */
    String describe();

    /** Whether each row that it emits stands in the batch where the row that it was made of stood: rows are dropped at most. */
    default boolean keepsPlaces() {
        return true;
    }

    /**
     * From one event time at which something that follows is complete to the next, in milliseconds, counted from the epoch: a
     * watermark that comes to one should not be kept waiting. 0 where there are no such times.
     */
    default long boundaryMs() {
        return 0;
    }

    /** A new operator, to be opened by its host. */
    Operator create();
}
