package dev.freshet.bolts.epoch;

import dev.freshet.storm.epoch.EpochBase;
import org.apache.storm.tuple.Tuple;

/**
 * What a bolt's task does behind its {@link EpochGate}. All but {@link #load} is called by the task's thread.
 *
 * @param <S> the state that a generation starts with
 */
public interface EpochWork<S> {
    /**
     * Takes a tuple whose turn it is, and acks it when its effect is in the state: data, time, or the last barrier of an epoch, behind all
     * that belongs to it. The snapshot is taken where the barrier is reached.
     */
    void take(Tuple tuple);

    /** A new generation: all state is void, and so is what was taken and not acked yet, which is to be acked. */
    void forget();

    /** Makes the state of a generation; beside the stream, by another thread. */
    S load(EpochBase base);

    /** The state of the generation is there; its restore has been sent on. */
    void begin(S state, long generation);
}
