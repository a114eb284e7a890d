package dev.freshet.topologies.pipeline;

import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.window.WindowSpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Rows grouped by a key and a window. */
public final class WindowedStream {
    private final Pipeline pipeline;
    private final String from;
    private final List<NamedExpr> keys;
    private final WindowSpec window;

    WindowedStream(Pipeline pipeline, String from, List<NamedExpr> keys, WindowSpec window) {
        this.pipeline = pipeline;
        this.from = from;
        this.keys = keys;
        this.window = window;
    }

    /** How long after its end a window still takes rows and sends corrections; not for sessions, windows of rows and global ones. */
    public WindowedStream allowedLateness(Duration lateness) {
        return with(() -> window.withAllowedLateness(lateness.toMillis()));
    }

    /** How often a window that is still open sends what it has; not for sessions, windows of rows and global ones. */
    public WindowedStream early(Duration every) {
        return with(() -> window.withEarly(every.toMillis()));
    }

    private WindowedStream with(Supplier<WindowSpec> changed) {
        return new WindowedStream(pipeline, from, keys, Windows.checked(changed));
    }

    /** The aggregates: {@code count().as("flows"), sum("bytes").as("bytes")}. */
    public Stream aggregate(AggregateText... aggregates) {
        return aggregate(Arrays.stream(aggregates).map(AggregateText::toString).collect(Collectors.joining(", ")));
    }

    /** The aggregates as text: {@code "count() AS flows, sum(bytes) AS bytes"}. */
    public Stream aggregate(String aggregates) {
        String name = pipeline.stepName(from, "aggregate");
        return new Stream(pipeline, pipeline.assembly().aggregate(name, from, keys, window, aggregates));
    }
}
