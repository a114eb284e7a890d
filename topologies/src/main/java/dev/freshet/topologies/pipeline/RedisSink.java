package dev.freshet.topologies.pipeline;

import dev.freshet.core.plan.SinkNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a result is kept in Redis: {@code RedisSink.windows("host_minute").retain(ofHours(24))}; and where its rows go beside:
 * {@code .topic("host-minutes")}.
 */
public final class RedisSink {
    /** What may be a topic's name. */
    public static final String TOPIC_ALLOWED = "a topic's name: letters, digits, '.', '_' and '-', at most 249 in all";

    private static final Pattern TOPIC = Pattern.compile("(?!\\.\\.?$)[A-Za-z0-9._-]{1,249}");

    private final String name;
    private final SinkNode.Kind kind;
    private final Map<String, String> units = new HashMap<>();
    private String description = "";
    private @Nullable Duration retain;
    private boolean latest = true;
    private boolean index = true;
    private boolean keyList = true;
    private boolean packed;
    private String topic = "";

    private RedisSink(String name, SinkNode.Kind kind) {
        this.name = name;
        this.kind = kind;
    }

    public static RedisSink of(String name, SinkNode.Kind kind) {
        return new RedisSink(name, kind);
    }

    /** A HASH for each key and window of an aggregation. */
    public static RedisSink windows(String name) {
        return of(name, SinkNode.Kind.WINDOWS);
    }

    /** A leaderboard for each window of a top. */
    public static RedisSink top(String name) {
        return of(name, SinkNode.Kind.TOP);
    }

    /** A STREAM of rows. */
    public static RedisSink log(String name) {
        return of(name, SinkNode.Kind.LOG);
    }

    public RedisSink described(String text) {
        this.description = text;
        return this;
    }

    /** How long it is kept. */
    public RedisSink retain(Duration duration) {
        this.retain = duration;
        return this;
    }

    /** Does not keep the newest values of each key beside the windows. */
    public RedisSink withoutLatest() {
        this.latest = false;
        return this;
    }

    /** Does not list each key's windows. */
    public RedisSink withoutIndex() {
        this.index = false;
        return this;
    }

    /** Does not list the keys. */
    public RedisSink withoutKeys() {
        this.keyList = false;
        return this;
    }

    /** Puts many rows of a log into an entry: far less work for Redis where there are many. */
    public RedisSink packed() {
        this.packed = true;
        return this;
    }

    /** What a column is measured in, for people. */
    public RedisSink unit(String column, String unit) {
        units.put(column, unit);
        return this;
    }

    /**
     * Also appends every row of the result to a Kafka topic, but not those of windows that are still open.
     *
     * @throws PipelineException if it cannot be a topic's name
     */
    public RedisSink topic(String name) {
        if (!isTopic(name)) {
            throw new PipelineException("topic '" + name + "' must be " + TOPIC_ALLOWED);
        }
        this.topic = name;
        return this;
    }

    /** Whether this can be a topic's name. */
    public static boolean isTopic(String name) {
        return TOPIC.matcher(name).matches();
    }

    /** Whether rows are kept one after the other. */
    public boolean isLog() {
        return kind == SinkNode.Kind.LOG;
    }

    String name() {
        return name;
    }

    SinkNode.Kind kind() {
        return kind;
    }

    SinkNode node(String from, SinkNode.Kind kindOfRows, List<String> keys, long defaultRetainMs) {
        return new SinkNode(
                name,
                description,
                from,
                kindOfRows,
                keys,
                retain == null ? defaultRetainMs : retain.toMillis(),
                latest,
                index,
                keyList,
                packed,
                units,
                topic);
    }
}
