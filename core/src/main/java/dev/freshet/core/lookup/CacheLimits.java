package dev.freshet.core.lookup;

import java.io.Serializable;
import java.time.Duration;

/**
 * How long and how much a look-up join keeps of its table in mind.
 *
 * @param ttlMs for how long an entry is good after it was asked for, milliseconds, from 0; that there is none is an entry too
 * @param maxEntries how many entries a task keeps; those of one batch may be more
 */
public record CacheLimits(long ttlMs, int maxEntries) implements Serializable {
    /** Ten minutes, a hundred thousand entries. */
    public static final CacheLimits DEFAULT =
            new CacheLimits(Duration.ofMinutes(10).toMillis(), 100_000);

    /** The most entries that may be asked for. */
    public static final int MOST = 10_000_000;

    public CacheLimits {
        if (ttlMs < 0) {
            throw new IllegalArgumentException("entries cannot be kept for less than 0 ms (" + ttlMs + ")");
        }
        if (maxEntries < 1 || maxEntries > MOST) {
            throw new IllegalArgumentException("a cache has 1 to " + MOST + " entries (" + maxEntries + ")");
        }
    }
}
