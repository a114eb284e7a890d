package dev.freshet.bench.engine;

import org.jspecify.annotations.Nullable;

/**
 * Where an engine puts the result of a page and window in Redis, so that others can watch for it: a field of a hash. In both
 * texts {@code <page>}, {@code <start>} and {@code <end>} (epoch ms) stand for the window's. The value is the count of events,
 * or begins with it, a comma behind it.
 */
public record ResultPlace(String key, String field) {
    public String key(String page, long startMs, long endMs) {
        return filled(key, page, startMs, endMs);
    }

    public String field(String page, long startMs, long endMs) {
        return filled(field, page, startMs, endMs);
    }

    /** The count that a value says; -1 if there is none. */
    public static long count(@Nullable String value) {
        if (value == null) {
            return -1;
        }
        int comma = value.indexOf(',');
        return Long.parseLong(comma < 0 ? value : value.substring(0, comma));
    }

    /** As one line. */
    public String toLine() {
        return key + " " + field;
    }

    /** Reads what {@link #toLine} wrote. */
    public static ResultPlace ofLine(String line) {
        int space = line.indexOf(' ');
        if (space < 1) {
            throw new IllegalArgumentException("not a key and a field: '" + line + "'");
        }
        return new ResultPlace(
                line.substring(0, space), line.substring(space + 1).strip());
    }

    private static String filled(String text, String page, long startMs, long endMs) {
        return text.replace("<page>", page)
                .replace("<start>", Long.toString(startMs))
                .replace("<end>", Long.toString(endMs));
    }
}
