package dev.freshet.topologies.yaml;

import java.util.Locale;
import java.util.regex.Pattern;

/** Writes YAML that {@link YamlReader} reads back to the same text. */
final class YamlText {
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_()*+/.=<>-]*( [A-Za-z0-9_()*+/.=<>-]+)*");

    private final StringBuilder text = new StringBuilder();

    void line(int depth, String name, String value) {
        text.append("  ".repeat(depth))
                .append(scalar(name))
                .append(": ")
                .append(scalar(value))
                .append('\n');
    }

    /** The first name and value of a mapping in a list; those behind it stand one deeper. */
    void item(int depth, String name, String value) {
        text.append("  ".repeat(depth)).append("- ");
        line(0, name, value);
    }

    /** A name under which more follows. */
    void head(int depth, String name) {
        text.append("  ".repeat(depth)).append(scalar(name)).append(":\n");
    }

    void node(int depth, String name, YamlNode node) {
        if (node instanceof YamlNode.Mapping mapping && !mapping.entries().isEmpty()) {
            head(depth, name);
            mapping.entries().forEach(entry -> node(depth + 1, entry.key().text(), entry.value()));
        } else {
            text.append("  ".repeat(depth))
                    .append(scalar(name))
                    .append(": ")
                    .append(flow(node))
                    .append('\n');
        }
    }

    private static String flow(YamlNode node) {
        if (node instanceof YamlNode.Scalar scalar) {
            return scalar.isNull() ? "~" : scalar(scalar.text());
        }
        if (node instanceof YamlNode.Sequence sequence) {
            return "["
                    + String.join(
                            ", ", sequence.items().stream().map(YamlText::flow).toList()) + "]";
        }
        return "{"
                + String.join(
                        ", ",
                        ((YamlNode.Mapping) node)
                                .entries().stream()
                                        .map(entry -> scalar(entry.key().text()) + ": " + flow(entry.value()))
                                        .toList())
                + "}";
    }

    /** A value as it can stand behind a name: plain where that is safe, else in double quotes. */
    static String scalar(String value) {
        if (PLAIN.matcher(value).matches() && !value.toLowerCase(Locale.ROOT).equals("null")) {
            return value;
        }
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c == '\n') {
                quoted.append("\\n");
            } else if (c < 0x20 || c == '\u2028' || c == '\u2029' || (c >= 0x7f && c < 0xa0) || c >= 0xfff0) {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
