package dev.freshet.core.operator;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.snapshot.SnapshotReader;
import dev.freshet.core.snapshot.SnapshotWriter;
import org.jspecify.annotations.Nullable;

/**
 * A pure state machine. The host feeds it; it never blocks, reads a clock or starts a thread. One instance belongs to one
 * task and is called by one thread.
 */
public interface Operator {
    void open(OperatorContext context);

    /**
     * Takes a batch.
     *
     * @param input which of the operator's inputs it came by, from 0
     */
    void process(int input, Batch batch, Output out);

    /**
     * Event time has come to the watermark: no more rows before it are expected. Never falls; {@link Long#MAX_VALUE} means
     * that the input has ended.
     *
     * @param watermarkMs epoch milliseconds, UTC
     */
    default void advance(long watermarkMs, Output out) {}

    /**
     * Processing time, brought by the host about every 100 ms: early results, flushing.
     *
     * @param nowMs epoch milliseconds, UTC
     */
    default void tick(long nowMs, Output out) {}

    /** Writes the state, a section for each key group that has any. The operator goes on unchanged. */
    default void snapshot(SnapshotWriter to) {}

    /** Takes over state; called after {@link #open} and before the first batch, once per snapshot that has key groups for this task. */
    default void restore(SnapshotReader from) {}

    /** How much state is held now; no entries when the input has ended. Asked by the task's own thread. */
    default Held held() {
        return Held.NOTHING;
    }

    /**
     * How far the event time of a row that it emits may be behind the watermark that it was last told before, in milliseconds;
     * never changes. What comes after the operator is told the watermark less this, and the end of the input as it is.
     */
    default long outputDelayMs() {
        return 0;
    }

    /**
     * Whether nothing that the operator holds or has emitted refers to a batch's arrays any more when {@link #process} has
     * returned, so that they can be filled again.
     */
    default boolean copiesInput() {
        return false;
    }

    /** The watermark of what the operator emits: what its host hands on when the operator was told this one. */
    default long watermarkBehindMs(long watermarkMs) {
        long behindMs = watermarkMs - outputDelayMs();
        return watermarkMs == Long.MAX_VALUE ? watermarkMs : behindMs > watermarkMs ? Long.MIN_VALUE : behindMs;
    }

    /** What the host has to find out before each batch of input 0; null for nothing. Never changes. */
    default @Nullable Lookup lookup() {
        return null;
    }

    default void close() {}
}
