package dev.freshet.bolts.results;

import java.util.Map;

/**
 * An entry of a stream.
 *
 * @param id Redis's id, by which later ones can be asked for
 * @param fields the fields; raw bytes are read as UTF-8, with replacement characters where they are none
 */
public record StreamLetter(String id, Map<String, String> fields) {
    public StreamLetter {
        fields = Map.copyOf(fields);
    }
}
