package dev.freshet.bench.engine;

import java.util.Locale;

/** Where events come from. */
public enum SourceKind {
    /** Bytes in the engine's own process. */
    MEMORY,
    /** A topic of a broker in another process. */
    KAFKA;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
