package dev.freshet.sql;

import java.util.Locale;

/**
 * A word, literal or symbol of a text.
 *
 * @param start where it begins in the source
 * @param end where it ends in the source, exclusive
 * @param text as it stands there
 */
record Token(Kind kind, int start, int end, String text) {
    /** What it is. */
    enum Kind {
        WORD,
        QUOTED,
        STRING,
        NUMBER,
        SYMBOL,
        END
    }

    boolean is(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    /** A word in upper case, else what stands there. */
    String upper() {
        return kind == Kind.WORD ? text.toUpperCase(Locale.ROOT) : text;
    }

    /** A quoted name without its quotes, else what stands there. */
    String name() {
        return kind == Kind.QUOTED ? text.substring(1, text.length() - 1).replace("\"\"", "\"") : text;
    }
}
