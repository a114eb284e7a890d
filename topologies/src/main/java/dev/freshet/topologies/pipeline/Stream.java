package dev.freshet.topologies.pipeline;

import dev.freshet.core.schema.Schema;
import java.time.Duration;
import java.util.List;

/** Named rows of a pipeline: of an input, or made of another stream. */
public final class Stream {
    private final Pipeline pipeline;
    private final String name;

    Stream(Pipeline pipeline, String name) {
        this.pipeline = pipeline;
        this.name = name;
    }

    /** The stream's name in the plan. */
    public String name() {
        return name;
    }

    public Schema schema() {
        return pipeline.assembly().schema(name);
    }

    /** The rows for which a predicate is TRUE: {@code "bytes > 0"}. */
    public Stream filter(String predicate) {
        return next(pipeline.assembly().filter(pipeline.stepName(name, "filter"), name, predicate));
    }

    /** Other columns: {@code "IP_PREFIX(src, 24) AS subnet, bytes"}. */
    public Stream select(String columns) {
        return next(pipeline.assembly().select(pipeline.stepName(name, "select"), name, columns));
    }

    /**
     * A row for each part of a text between commas, with the part in a column of its own: {@code "H3_DISK(lat, lon, 9, 1) AS near"},
     * {@code "tags AS tag"}.
     */
    public Stream explode(String column) {
        return next(pipeline.assembly().explode(pipeline.stepName(name, "explode"), name, column));
    }

    /**
     * The part of each row, in a column of its own, by a {@link dev.freshet.core.process.PartitionFunction}.
     *
     * @param function its name
     */
    public Stream partition(String function, String column) {
        return next(pipeline.assembly().partition(pipeline.stepName(name, "partition"), name, function, column));
    }

    /** Groups by columns, or by expressions with {@code AS}; by nothing for one group of everything. */
    public KeyedStream keyBy(String... keys) {
        return new KeyedStream(pipeline, name, pipeline.assembly().keys(name, List.of(keys)));
    }

    /** The first rows of each window by an aggregate, greatest first; ties by the key, least first. */
    public Stream top(int n, String by) {
        return next(pipeline.assembly().top(pipeline.stepName(name, "top"), name, n, by));
    }

    /** The rows of this stream, which is the left one, joined with those of another. */
    public Stream join(Stream right, Join join) {
        return next(pipeline.assembly().join(pipeline.stepName(name, "join"), name, right.name, join));
    }

    /** The rows of this stream, which is the left one, joined with those of several others by one key. */
    public Stream join(MultiJoin join) {
        return next(pipeline.assembly().join(pipeline.stepName(name, "join"), name, join));
    }

    /**
     * Drops rows that come less than a time after a kept one of their key, in event time: {@code dedup(ofMinutes(10), "id")}.
     *
     * @param keys the columns of the key; none for one key of everything
     */
    public Stream dedup(Duration within, String... keys) {
        return next(pipeline.assembly().dedup(pipeline.stepName(name, "dedup"), name, List.of(keys), within));
    }

    /**
     * Adds columns that other rows of the same key have a part in, in the order of event time: {@code analyze("LAG(price) AS
     * previous, AVG(price) OVER (ROWS 10) AS mean", "symbol")}.
     *
     * @param keys the columns of the key; none for one key of everything
     */
    public Stream analyze(String columns, String... keys) {
        return analyze(Duration.ZERO, columns, keys);
    }

    /** The same, where neighbours that are {@code within} apart or further know nothing of each other. */
    public Stream analyze(Duration within, String columns, String... keys) {
        String step = pipeline.stepName(name, "analyze");
        return next(pipeline.assembly().analyze(step, name, List.of(keys), within, columns));
    }

    /** The rows with columns from a table in Redis. */
    public Stream lookup(Lookup lookup) {
        return next(pipeline.assembly().lookup(pipeline.stepName(name, "lookup"), name, lookup));
    }

    /** The rows that a set of rules holds for; the set can be exchanged while the job runs. */
    public Stream rules(Rules rules) {
        return next(rules.addTo(pipeline.assembly(), pipeline.stepName(name, "rules"), name));
    }

    /** Keeps the rows in Redis. */
    public Stream to(RedisSink sink) {
        pipeline.assembly().sink(name, sink, Pipeline.DEFAULT_RETAIN.toMillis());
        return this;
    }

    private Stream next(String stepName) {
        return new Stream(pipeline, stepName);
    }
}
