package dev.freshet.storm;

import org.apache.storm.tuple.Values;

/** How a spout or a bolt emits: with a message id, or anchored. */
public interface Emitter {
    /** Emits a tuple whose target follows from its partition. */
    void emit(String stream, Values tuple);

    /** Emits a tuple to a task. */
    void emitDirect(int task, String stream, Values tuple);
}
