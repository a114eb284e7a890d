package dev.freshet.topologies.yaml;

import dev.freshet.sql.OpenSchema;
import java.util.Optional;

/**
 * The rows that a step takes.
 *
 * @param stream their name in the assembly; empty where something before them is wrong
 * @param open what is known of them then
 */
record Rows(Optional<String> stream, OpenSchema open) {
    static Rows of(String stream) {
        return new Rows(Optional.of(stream), OpenSchema.any());
    }

    static Rows of(Optional<String> stream) {
        return new Rows(stream, OpenSchema.any());
    }

    static Rows unknown(OpenSchema open) {
        return new Rows(Optional.empty(), open);
    }
}
