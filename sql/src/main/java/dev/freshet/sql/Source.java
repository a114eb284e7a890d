package dev.freshet.sql;

/** The text that the user wrote, for telling places in it. */
record Source(String text) {
    ExpressionException error(int offset, String problem) {
        int line = 1;
        int lineStart = 0;
        for (int i = 0; i < Math.min(offset, text.length()); i++) {
            char c = text.charAt(i);
            if (c == '\n' || (c == '\r' && (i + 1 >= text.length() || text.charAt(i + 1) != '\n'))) {
                line++;
                lineStart = i + 1;
            }
        }
        return new ExpressionException(line, offset - lineStart + 1, problem);
    }

    /** The text with nothing but blanks before a part, and nothing behind it, so that places in it stay what they are. */
    String only(int from, int to) {
        StringBuilder only = new StringBuilder(text.substring(0, to));
        blank(only, 0, from);
        return only.toString();
    }

    /** Puts blanks in the place of a part. */
    static void blank(StringBuilder of, int from, int to) {
        for (int i = from; i < to; i++) {
            if (of.charAt(i) != '\n' && of.charAt(i) != '\r') {
                of.setCharAt(i, ' ');
            }
        }
    }
}
