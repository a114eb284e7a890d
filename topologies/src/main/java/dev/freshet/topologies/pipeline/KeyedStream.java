package dev.freshet.topologies.pipeline;

import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.window.WindowSpec;
import java.time.Duration;
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

    /**
     * Runs a {@link dev.freshet.core.process.KeyedProcess} over the rows of each key.
     *
     * @param process its name
     * @param ttl how long after its last row a key is forgotten, with what is kept for it
     */
    public Stream process(String process, Duration ttl) {
        String name = pipeline.stepName(from, "process");
        return new Stream(pipeline, pipeline.assembly().process(name, from, keys, process, ttl.toMillis()));
    }

    /** Looks for a pattern in the rows of each key: a row a match. */
    public Stream match(Match match) {
        String name = pipeline.stepName(from, "match");
        return new Stream(pipeline, pipeline.assembly().match(name, from, keys, match));
    }
}
