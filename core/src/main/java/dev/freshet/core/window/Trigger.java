package dev.freshet.core.window;

import java.io.Serializable;
import java.time.Duration;

/**
 * When a key's window without end shows what it has, in the order of event time.
 *
 * @param rows behind so many rows of the key since it was shown; 0 for never
 * @param everyMs when event time passes a multiple of so many milliseconds since 1970-01-01T00:00:00Z and rows of the key came
 *     since it was shown; 0 for never
 * @param discard whether the window begins anew whenever it has been shown
 * @param idleMs how long after its last row a key is shown once more and forgotten, milliseconds of event time; 0 for never
 */
public record Trigger(long rows, long everyMs, boolean discard, long idleMs) implements Serializable {
    /** Shows a key at the end of the input; also stands in where a window has an end. */
    public static final Trigger AT_END = new Trigger(0, 0, false, 0);

    public Trigger {
        if (rows < 0 || everyMs < 0 || idleMs < 0) {
            throw new IllegalArgumentException(
                    "a global window is shown every so many rows, or every so many milliseconds, and its"
                            + " keys are idle after a time; none may be negative (" + rows + " rows, " + everyMs
                            + " ms, idle " + idleMs
                            + " ms)");
        }
        if (discard && rows == 0 && everyMs == 0) {
            throw new IllegalArgumentException(
                    "a global window that discards what it has shown must say when it shows it: every"
                            + " 1000 rows, or every 10s");
        }
    }

    /** Shows a key behind every so many rows, besides. */
    public Trigger everyRows(long count) {
        return new Trigger(count, everyMs, discard, idleMs);
    }

    /** Shows a key whenever event time passes a multiple of this, besides. */
    public Trigger every(Duration time) {
        return new Trigger(rows, time.toMillis(), discard, idleMs);
    }

    /**
     * Lets what is shown be only of the rows since it was shown before.
     *
     * @throws IllegalArgumentException if it is not said how often a key is shown
     */
    public Trigger discarding() {
        return new Trigger(rows, everyMs, true, idleMs);
    }

    /** Shows a key once more and forgets it when it has had no rows for so long in event time. */
    public Trigger idle(Duration time) {
        return new Trigger(rows, everyMs, discard, time.toMillis());
    }

    /** Whether keys are shown only when the input has ended. */
    boolean isAtEnd() {
        return rows == 0 && everyMs == 0 && idleMs == 0;
    }

    /** Whether the end of the input shows what is of no time that event time can pass. */
    boolean leavesRest() {
        return idleMs == 0 && !isAtEnd() && !(discard && everyMs > 0);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("shown at the end");
        if (rows > 0) {
            text.append(", every ").append(rows).append(" rows");
        }
        if (everyMs > 0) {
            text.append(", every ").append(everyMs).append(" ms");
        }
        text.append(discard ? ", then discarded" : "");
        return text + (idleMs > 0 ? ", idle after " + idleMs + " ms" : "");
    }
}
