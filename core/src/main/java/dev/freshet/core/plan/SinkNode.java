package dev.freshet.core.plan;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * A result: rows that are kept in Redis, and may be appended to a Kafka topic too.
 *
 * @param name the result's name in Redis, unique in the plan
 * @param description for people, may be empty
 * @param from the step or input whose rows it takes
 * @param kind what it looks like in Redis
 * @param keys the columns of the key: of windows and places; of a log those by which rows are kept in the order in which they
 *     came, or none
 * @param retainMs how long it is kept, milliseconds
 * @param latest whether the newest values of each key are kept beside the windows
 * @param index whether each key's windows are listed beside them
 * @param keyList whether the keys are listed
 * @param packed whether an entry of a log has many rows
 * @param units what columns are measured in, for people: {@code bytes -> B}
 * @param topic the topic; empty for none
 */
public record SinkNode(
        String name,
        String description,
        String from,
        Kind kind,
        List<String> keys,
        long retainMs,
        boolean latest,
        boolean index,
        boolean keyList,
        boolean packed,
        Map<String, String> units,
        String topic)
        implements Serializable {
    /** What a result looks like in Redis. */
    public enum Kind {
        /** A HASH for each key and window. */
        WINDOWS,
        /** A leaderboard for each window. */
        TOP,
        /** A STREAM of rows. */
        LOG
    }

    public SinkNode {
        keys = List.copyOf(keys);
        units = Map.copyOf(units);
        if (packed && kind != Kind.LOG) {
            throw new IllegalArgumentException(
                    "result '" + name + "' is no log, and only logs are packed (" + kind + ")");
        }
        if (retainMs < 1) {
            throw new IllegalArgumentException(
                    "result '" + name + "' must be kept for at least 1 ms (" + retainMs + " ms)");
        }
    }

    /** Whether its rows are appended to a topic too. */
    public boolean hasTopic() {
        return !topic.isEmpty();
    }

    /** The same in Redis alone. */
    public SinkNode withoutTopic() {
        return new SinkNode(name, description, from, kind, keys, retainMs, latest, index, keyList, packed, units, "");
    }
}
