package dev.freshet.topologies.pipeline;

import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.window.WindowSpec;
import java.util.List;

/** Rows grouped by a key. */
public final class KeyedStream {
    private final Pipeline pipeline;
    private final String from;
    private final List<NamedExpr> keys;

    KeyedStream(Pipeline pipeline, String from, List<NamedExpr> keys) {
        this.pipeline = pipeline;
        this.from = from;
        this.keys = keys;
    }

    /** Cuts event time into windows: see {@link Windows}. */
    public WindowedStream window(WindowSpec window) {
        return new WindowedStream(pipeline, from, keys, window);
    }
}
