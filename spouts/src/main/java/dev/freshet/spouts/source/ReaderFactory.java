package dev.freshet.spouts.source;

import java.io.Serializable;

/** Where records come from, as data; opens a task's reader on the worker. */
public interface ReaderFactory extends Serializable {
    /**
     * Opens the task's share of the input; may take some seconds.
     *
     * @throws SourceFailure if there is no such input or it cannot be reached
     */
    SourceReader open(ReaderContext context);

    /** One line for {@code explain}, without secrets. */
    String describe();
}
