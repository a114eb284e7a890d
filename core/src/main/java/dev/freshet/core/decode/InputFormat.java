package dev.freshet.core.decode;

import java.io.Serializable;

/** What records look like. */
public sealed interface InputFormat extends Serializable {
    /** One JSON object (RFC 8259) a record. */
    record Json() implements InputFormat {}

    /**
     * Separated values (RFC 4180).
     *
     * @param delimiter between fields, ASCII
     * @param header whether the first record of each file names the columns; they are then found by name
     */
    record Csv(char delimiter, boolean header) implements InputFormat {}

    /** A web server's access log, common or combined, told apart line by line. */
    record AccessLog() implements InputFormat {}

    /** Linear Road's records: see {@link dev.freshet.core.decode.linearroad.LinearRoadFields}. */
    record LinearRoad() implements InputFormat {}

    /** Whether its records have fields of their own, which no schema declares. */
    default boolean hasOwnFields() {
        return this instanceof AccessLog || this instanceof LinearRoad;
    }
}
