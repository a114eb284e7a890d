package dev.freshet.core.lookup;

import java.util.Locale;

/** What becomes of rows whose key the table does not have. */
public enum LookupKind {
    /** They are dropped. */
    INNER,
    /** They come out with NULL in the columns of the table. */
    LEFT;

    /** For people: {@code left}. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
