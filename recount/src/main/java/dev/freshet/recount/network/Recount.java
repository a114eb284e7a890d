package dev.freshet.recount.network;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was counted.
 *
 * @param results by name of the result, the lines of its exported CSV, header first, without line ends
 * @param events all records, the dead and the late ones too
 * @param dead records that cannot be decoded
 * @param late by name of the result, how many events came after all their windows had closed
 */
public record Recount(Map<String, List<String>> results, long events, long dead, Map<String, Long> late) {
    public Recount {
        results = new TreeMap<>(results);
        late = new TreeMap<>(late);
    }

    /** The lines of a result's exported file, header first. */
    public List<String> lines(String result) {
        List<String> lines = results.get(result);
        if (lines == null) {
            throw new IllegalArgumentException("no result '" + result + "' (there are " + results.keySet() + ")");
        }
        return lines;
    }

    /** The bytes of a result's exported file, as text. */
    public String csv(String result) {
        return String.join("\n", lines(result)) + "\n";
    }

    /** How many events were late for a result. */
    public long late(String result) {
        return late.getOrDefault(result, 0L);
    }
}
