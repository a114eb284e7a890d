package dev.freshet.core.aggregate;

import dev.freshet.core.schema.Type;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Values as JSON has them: TIMESTAMP as ISO-8601 in UTC, DOUBLE as {@link Double#toString}. */
final class JsonValues {
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private JsonValues() {}

    /** Appends a value that is held as {@link OrderedBits}, without quotes. */
    static void append(StringBuilder json, Type type, long ordered) {
        switch (type) {
            case BOOLEAN -> json.append(ordered != 0);
            case DOUBLE -> json.append(OrderedBits.toDouble(ordered));
            case TIMESTAMP -> json.append(Instant.ofEpochMilli(ordered));
            default -> json.append(ordered);
        }
    }

    /** Appends a value as one of an array: quoted where JSON has no such value, as NaN and times. */
    static void appendElement(StringBuilder json, Type type, long ordered) {
        boolean quoted =
                type == Type.TIMESTAMP || (type == Type.DOUBLE && !Double.isFinite(OrderedBits.toDouble(ordered)));
        json.append(quoted ? "\"" : "");
        append(json, type, ordered);
        json.append(quoted ? "\"" : "");
    }

    /** Appends UTF-8 text, escaped, without quotes. */
    static void appendEscaped(StringBuilder json, byte[] utf8, int from, int to) {
        String text = new String(utf8, from, to - from, StandardCharsets.UTF_8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < 0x20) {
                json.append("\\u00").append(HEX[c >> 4]).append(HEX[c & 15]);
            } else {
                json.append(c);
            }
        }
    }
}
