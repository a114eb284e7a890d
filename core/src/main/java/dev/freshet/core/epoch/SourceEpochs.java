package dev.freshet.core.epoch;

import org.jspecify.annotations.Nullable;

/**
 * What a source does next, by what its worker knows. A source sends {@code Restore} first in every generation, then a barrier for every epoch
 * that is triggered, on all its channels. For one thread, which asks before it sends anything.
 */
public final class SourceEpochs {
    /** What to do. */
    public enum Action {
        /** Nothing of the protocol: read and send on. */
        NOTHING,
        /** Send nothing, and say {@link TaskEpochs#ready} of {@link #generation()} if that is not 0. */
        QUIET,
        /** Forget what is in flight, take the state of {@link #base()}, restart the channels, send Restore. */
        RESTORE,
        /** Note the state, send the barrier of {@link #epoch()}; report it when it is durable. */
        BARRIER,
        /** Never do anything again. */
        STOP
    }

    private final boolean holding;
    private long running;
    private long generation;
    private long epoch;
    /** Whether something may have been sent since the last epoch was complete; if barriers follow at once, nothing ever would be. */
    private boolean moved;

    private @Nullable CompletedEpoch base;

    public SourceEpochs() {
        this(false);
    }

    /** @param holding whether to send nothing from a Restore or barrier on until its epoch is complete: then receivers set no data aside */
    public SourceEpochs(boolean holding) {
        this.holding = holding;
    }

    /** Of the last action but {@link Action#STOP}; 0 before the task is enlisted. */
    public long generation() {
        return generation;
    }

    /** The epoch of the last barrier in this generation, or 0. */
    public long epoch() {
        return epoch;
    }

    /** What the generation starts from; null: from nothing. */
    public @Nullable CompletedEpoch base() {
        return base;
    }

    /** To be called before each thing that is sent: what it answers holds until the next call. */
    public Action next(EpochView view) {
        switch (view.state()) {
            case SUPERSEDED:
                return Action.STOP;
            case WAITING:
                generation = 0;
                return Action.QUIET;
            case FORMING:
                generation = view.generation();
                return Action.QUIET;
            default:
                generation = view.generation();
        }
        if (running != generation) {
            running = generation;
            base = view.base();
            epoch = 0;
            moved = true;
            return Action.RESTORE;
        }
        if (view.trigger() > epoch && moved) {
            epoch = view.trigger();
            moved = !holding;
            return Action.BARRIER;
        }
        if (holding && (epoch == 0 || !view.isComplete(generation, epoch))) {
            return Action.QUIET;
        }
        moved = true;
        return Action.NOTHING;
    }
}
