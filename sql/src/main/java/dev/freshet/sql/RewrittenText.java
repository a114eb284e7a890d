package dev.freshet.sql;

import java.util.Arrays;

/**
 * A text made of tokens of another, with the way back from places in it.
 *
 * @param text the new text
 * @param origins for each place of the new text, the end included, the place in the source that it stands for
 */
record RewrittenText(String text, int[] origins) {
    /** The place in the source of a line and column, both from 1, of the new text; it has several where constants have. */
    int origin(int line, int column) {
        int lineStart = 0;
        int lines = 1;
        for (int i = 0; i < text.length() && lines < line; i++) {
            char c = text.charAt(i);
            if (c == '\n' || (c == '\r' && (i + 1 >= text.length() || text.charAt(i + 1) != '\n'))) {
                lines++;
                lineStart = i + 1;
            }
        }
        int offset = lineStart + column - 1;
        return origins[Math.max(0, Math.min(offset, text.length()))];
    }

    /** Writes the new text: tokens with one space between them. */
    static final class Builder {
        private final Source source;
        private final StringBuilder text = new StringBuilder();
        private int[] origins = new int[64];

        Builder(Source source) {
            this.source = source;
        }

        /** Writes a token as it is. */
        void keep(Token token) {
            space(token.start());
            for (int i = token.start(); i < token.end(); i++) {
                put(source.text().charAt(i), i);
            }
        }

        /** Writes a name, quoted, in the place of a token. */
        void quote(Token token, String name) {
            replace(token, '"' + name.replace("\"", "\"\"") + '"');
        }

        /** Writes something else in the place of a token. */
        void replace(Token token, String replacement) {
            space(token.start());
            for (char c : replacement.toCharArray()) {
                put(c, token.start());
            }
        }

        RewrittenText build(int sourceEnd) {
            put('\n', sourceEnd);
            text.setLength(text.length() - 1);
            return new RewrittenText(text.toString(), Arrays.copyOf(origins, text.length() + 1));
        }

        private void space(int origin) {
            if (text.length() > 0) {
                put(' ', origin);
            }
        }

        private void put(char c, int origin) {
            if (text.length() == origins.length) {
                origins = Arrays.copyOf(origins, 2 * origins.length);
            }
            origins[text.length()] = origin;
            text.append(c);
        }
    }
}
