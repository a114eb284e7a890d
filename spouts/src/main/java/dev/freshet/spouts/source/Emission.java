package dev.freshet.spouts.source;

import org.apache.storm.tuple.Values;

/** How a source task sends tuples: each with a message id that is acked or failed later. */
public interface Emission {
    void emit(String stream, Values tuple, Object messageId);

    void emitDirect(int task, String stream, Values tuple, Object messageId);
}
