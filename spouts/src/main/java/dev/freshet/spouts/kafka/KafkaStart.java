package dev.freshet.spouts.kafka;

import java.io.Serializable;
import java.time.Instant;

/**
 * Where reading of a partition begins.
 *
 * @param committed whether to go on from the group's committed offset where there is one
 * @param otherwise where to begin without one
 * @param timeMs for {@link Place#TIME}: the first record with this timestamp or a later one, epoch ms
 */
public record KafkaStart(boolean committed, Place otherwise, long timeMs) implements Serializable {
    /** A place in a partition. */
    public enum Place {
        EARLIEST,
        LATEST,
        TIME
    }

    public static KafkaStart earliest() {
        return new KafkaStart(false, Place.EARLIEST, 0);
    }

    public static KafkaStart latest() {
        return new KafkaStart(false, Place.LATEST, 0);
    }

    /** Where the group is; at the earliest record where it has been nowhere. */
    public static KafkaStart lastCommitted() {
        return new KafkaStart(true, Place.EARLIEST, 0);
    }

    public static KafkaStart at(Instant time) {
        return new KafkaStart(false, Place.TIME, time.toEpochMilli());
    }

    /** The same, but where the group is if it has been anywhere. */
    public KafkaStart orCommitted() {
        return new KafkaStart(true, otherwise, timeMs);
    }

    @Override
    public String toString() {
        String place = otherwise == Place.TIME
                ? Instant.ofEpochMilli(timeMs).toString()
                : otherwise.name().toLowerCase(java.util.Locale.ROOT);
        return committed ? "committed, else " + place : place;
    }
}
