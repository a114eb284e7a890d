package dev.freshet.storm;

import java.io.Serializable;
import java.util.List;

/**
 * A way from one component to one other: a data stream of its own.
 *
 * @param stream the stream's id, unique among the sender's
 * @param port the port of the sender's operator whose batches take this way
 * @param keys the columns whose values decide the partition; empty: by {@code spread}
 * @param spread for rows without keys: true to give whole batches to the partitions in turn, false to give all to partition 0
 */
public record EdgeSpec(String stream, int port, List<String> keys, boolean spread) implements Serializable {
    public EdgeSpec {
        keys = List.copyOf(keys);
    }

    /** By key. */
    public static EdgeSpec keyed(String stream, List<String> keys) {
        return new EdgeSpec(stream, 0, keys, false);
    }

    /** Batches in turn. */
    public static EdgeSpec spread(String stream) {
        return new EdgeSpec(stream, 0, List.of(), true);
    }

    /** All to one partition. */
    public static EdgeSpec single(String stream) {
        return new EdgeSpec(stream, 0, List.of(), false);
    }
}
