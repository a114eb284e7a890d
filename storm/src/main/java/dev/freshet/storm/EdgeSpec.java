package dev.freshet.storm;

import java.io.Serializable;
import java.util.List;

/**
 * A way from one component to one other: a data stream of its own.
 *
 * @param stream the stream's id, unique among the sender's
 * @param port the port of the sender's operator whose batches take this way
 * @param keys the columns whose values decide the partition; none unless {@code spread} is by key
 * @param spread which partitions a batch goes to
 */
public record EdgeSpec(String stream, int port, List<String> keys, Spread spread) implements Serializable {
    /** Which partitions a batch goes to. */
    public enum Spread {
        /** Each row to that of its key. */
        BY_KEY,
        /** Whole batches to partition 0. */
        TO_FIRST,
        /** Whole batches to the partitions in turn. */
        IN_TURN,
        /** Whole batches to every partition. */
        TO_ALL
    }

    public EdgeSpec {
        keys = List.copyOf(keys);
        if (keys.isEmpty() == (spread == Spread.BY_KEY)) {
            throw new IllegalArgumentException(
                    "an edge by key has keys, and no other has any (" + spread + ", keys " + keys + ")");
        }
    }

    /** By key; all to one partition where there is none. */
    public static EdgeSpec keyed(String stream, List<String> keys) {
        return keys.isEmpty() ? single(stream) : new EdgeSpec(stream, 0, keys, Spread.BY_KEY);
    }

    /** Batches in turn. */
    public static EdgeSpec spread(String stream) {
        return new EdgeSpec(stream, 0, List.of(), Spread.IN_TURN);
    }

    /** All to one partition. */
    public static EdgeSpec single(String stream) {
        return new EdgeSpec(stream, 0, List.of(), Spread.TO_FIRST);
    }

    /** All to every partition. */
    public static EdgeSpec toAll(String stream) {
        return new EdgeSpec(stream, 0, List.of(), Spread.TO_ALL);
    }
}
