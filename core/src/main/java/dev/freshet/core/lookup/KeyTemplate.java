package dev.freshet.core.lookup;

import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How a row's columns make a key: {@code campaign:{ad_id}} is {@code campaign:17} for an {@code ad_id} of 17. A VARCHAR stands as it
 * is, a BIGINT in decimal digits. Braces of the key itself are written twice: {@code {{user}}:{id}} is {@code {user}:17}.
 *
 * @param parts what follows what; at least one column is among it
 */
public record KeyTemplate(List<Part> parts) implements Serializable {
    /**
     * A piece of a key.
     *
     * @param text what stands there, or the name of the column whose value does
     */
    public record Part(String text, boolean column) implements Serializable {}

    /** @throws IllegalArgumentException if there is no column in it */
    public KeyTemplate {
        parts = List.copyOf(parts);
        if (parts.stream().noneMatch(Part::column)) {
            throw new IllegalArgumentException(
                    "a key needs a column in braces, as in 'campaign:{ad_id}' (is '" + text(parts) + "')");
        }
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if a brace has no other one, or no column is in it
     */
    public static KeyTemplate parse(String template) {
        List<Part> parts = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        for (int i = 0; i < template.length(); i++) {
            char c = template.charAt(i);
            boolean twice = i + 1 < template.length() && template.charAt(i + 1) == c;
            if (c != '{' && c != '}') {
                literal.append(c);
            } else if (twice) {
                literal.append(c);
                i++;
            } else {
                int end = template.indexOf('}', i);
                if (c == '}' || end < 0 || end == i + 1) {
                    throw new IllegalArgumentException("the brace at character " + (i + 1) + " of '" + template
                            + "' is not around a column; a brace of the key itself is written twice");
                }
                if (literal.length() > 0) {
                    parts.add(new Part(literal.toString(), false));
                    literal.setLength(0);
                }
                parts.add(new Part(template.substring(i + 1, end), true));
                i = end;
            }
        }
        if (literal.length() > 0) {
            parts.add(new Part(literal.toString(), false));
        }
        return new KeyTemplate(parts);
    }

    /** The columns, each once. */
    public List<String> columns() {
        return parts.stream().filter(Part::column).map(Part::text).distinct().toList();
    }

    /** Fails if a column is not there, or is no text and no whole number. */
    void check(Schema rows) {
        for (String column : columns()) {
            Type type = rows.field(rows.requireIndex(column)).type();
            if (type != Type.VARCHAR && type != Type.BIGINT) {
                throw new IllegalArgumentException(
                        "a key is made of VARCHAR and BIGINT columns ('" + column + "' is " + type + ")");
            }
        }
    }

    /** The template as it is read. */
    @Override
    public String toString() {
        return text(parts);
    }

    private static String text(List<Part> parts) {
        return parts.stream()
                .map(part -> part.column()
                        ? "{" + part.text() + "}"
                        : part.text().replace("{", "{{").replace("}", "}}"))
                .collect(Collectors.joining());
    }
}
