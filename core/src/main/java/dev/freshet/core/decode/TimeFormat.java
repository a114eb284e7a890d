package dev.freshet.core.decode;

import java.io.Serializable;

/** How a record writes a moment. */
public sealed interface TimeFormat extends Serializable {
    /** A number since 1970-01-01T00:00:00Z, whole or with a fraction. */
    enum Epoch implements TimeFormat {
        SECONDS,
        MILLIS,
        MICROS
    }

    /** ISO-8601 with an offset or Z; without either, UTC. Date alone is midnight UTC; 'T' or a space between. */
    record Iso8601() implements TimeFormat {}

    /**
     * A pattern of {@link java.time.format.DateTimeFormatter}, English month and day names; UTC where it has no zone.
     *
     * @param pattern for example {@code dd/MMM/yyyy:HH:mm:ss Z}
     */
    record Pattern(String pattern) implements TimeFormat {}
}
