package dev.freshet.bench.engine;

import java.util.Locale;

/** Where results go. */
public enum SinkKind {
    /** The check of the answer, in the engine's own process. */
    MEMORY,
    /** A redis-server in another process. */
    REDIS;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
