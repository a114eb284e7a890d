package dev.freshet.core.pattern;

import org.jspecify.annotations.Nullable;

/** How far the search for a match that begins at one row has come. */
final class PatternRun {
    /** The states that wait for the next row, best first. */
    int[] states = new int[4];

    int count;
    /** How many rows it has seen. */
    int seen;
    /** The rows of the best match so far; 0 for none. What still waits would be better. */
    int matched;

    /** The ways that it is on, in the place of states, where conditions look at rows of the match. */
    @Nullable
    Ways ways;

    /** Begins again at another row. */
    void reset() {
        count = 0;
        seen = 0;
        matched = 0;
        ways = null;
    }
}
