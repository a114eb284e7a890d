package dev.freshet.topologies.yaml;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a list of expressions with commas between.
 *
 * @param start how many characters of the list stand before it
 */
public record Part(String text, int start) {
    /** Cuts at commas that are neither in parentheses nor in quotes. */
    public static List<Part> split(String list) {
        List<Part> parts = new ArrayList<>();
        int depth = 0;
        char quote = 0;
        int start = 0;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"' || c == '`') {
                quote = c;
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            } else if (c == ',' && depth == 0) {
                parts.add(trimmed(list, start, i));
                start = i + 1;
            }
        }
        parts.add(trimmed(list, start, list.length()));
        return parts;
    }

    private static Part trimmed(String list, int from, int to) {
        int start = from;
        while (start < to && Character.isWhitespace(list.charAt(start))) {
            start++;
        }
        return new Part(list.substring(start, to).stripTrailing(), start);
    }
}
