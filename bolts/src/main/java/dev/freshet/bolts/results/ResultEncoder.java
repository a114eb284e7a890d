package dev.freshet.bolts.results;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.epoch.EpochView;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import java.util.List;

/**
 * Turns the rows of one result into calls. One a task and result. What follows {@link #take} is for jobs with epochs.
 *
 * @param <C> what the server is called with
 */
interface ResultEncoder<C> {
    /** Takes a batch's rows; returns how many of them are written. */
    int add(Batch batch, long generation);

    /** Puts the calls for what was added into the list; they are sent until {@link #written}. */
    void take(long nowMs, List<C> into);

    /** What the last {@link #take} gave is written. */
    default void written() {}

    /** A new generation: forgets what was added. */
    default void clear() {}

    /**
     * Takes over what a task held back in the epoch that the generation starts from.
     *
     * @param own whether it is this task that held it back, or its successor
     */
    default void restore(StateInput from, boolean own) {}

    /** An epoch ends; all before it are complete. What is held back for it is written to the snapshot. */
    default void barrier(long generation, long epoch, StateOutput to) {}

    /** Whether something that was held back may be written by now. */
    default boolean isDue(EpochView view) {
        return false;
    }

    /** How many bytes of memory hold what waits for its epoch. */
    default long heldBytes() {
        return 0;
    }
}
