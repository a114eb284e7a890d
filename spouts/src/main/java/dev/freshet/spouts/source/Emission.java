package dev.freshet.spouts.source;

import org.apache.storm.tuple.Values;
import org.jspecify.annotations.Nullable;

/** How a source task sends tuples: each with a message id that is acked or failed later, or none. */
public interface Emission {
    void emit(String stream, Values tuple, Object messageId);

    void emitDirect(int task, String stream, Values tuple, @Nullable Object messageId);
}
