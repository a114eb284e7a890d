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
}
