package dev.freshet.core.epoch;

import org.jspecify.annotations.Nullable;

/**
 * What a task knows of the record, as of its worker's last look.
 *
 * @param incarnation the task's own; 0 before it is enlisted
 * @param generation the job's; 0 before there is one
 * @param base what the generation starts from; null: from nothing
 * @param trigger the epoch whose barrier sources send in this generation; 0 while none is under way
 * @param completed the latest complete epoch, of whichever generation; 0 before the first
 * @param done whether all input is in the results, committed ones included
 */
public record EpochView(
        long incarnation,
        State state,
        long generation,
        @Nullable CompletedEpoch base,
        long trigger,
        long completed,
        boolean done) {

    /** Where a task stands. */
    public enum State {
        /** Not enlisted yet. */
        WAITING,
        /** The generation waits for all tasks to be ready: nothing may be sent. */
        FORMING,
        /** All tasks of the generation are at work. */
        RUNNING,
        /** A newer incarnation of the task or a newer submission of the job has taken over: it must never do anything again. */
        SUPERSEDED
    }

    static final EpochView NONE = new EpochView(0, State.WAITING, 0, null, 0, 0, false);

    /** Whether an epoch that a task took part in, in a generation, is known to be complete: what was held back until then may go out. */
    public boolean isComplete(long inGeneration, long epoch) {
        // Numbers alone do not say it: an epoch abandoned by a failed generation is below those completed by its
        // successor.
        return generation == inGeneration && epoch <= completed;
    }
}
