package dev.freshet.core.window;

import java.io.Serializable;
import java.util.Optional;

/**
 * Which windows {@code [start, end)} of event time a row belongs to.
 *
 * <ul>
 *   <li><b>Hopping:</b> starts are multiples of the slide since 1970-01-01T00:00:00Z, also before it: with size 60 s and slide
 *       10 s, a row at 00:01:05 is in the six windows that start at 00:00:10, 00:00:20, …, 00:01:00. A tumbling window's slide
 *       is its size.
 *   <li><b>Cumulative:</b> tumbling windows of {@code sizeMs}, each of them in steps that share its start: with size 60 s and
 *       steps of 20 s, a row at 00:01:05 is in {@code [00:01:00, 00:01:20)}, {@code [00:01:00, 00:01:40)} and {@code [00:01:00,
 *       00:02:00)}.
 *   <li><b>Session:</b> rows of a key that are less than the gap apart: each row opens {@code [time, time + gap)}, and those
 *       that overlap are one window. With a gap of 10 s, rows at 0 s, 9 s and 19 s are the sessions {@code [0 s, 19 s)} and
 *       {@code [19 s, 29 s)}.
 *   <li><b>Rows:</b> so many rows of a key behind each other, by event time and then by source, partition and offset; from the
 *       time of the first to 1 ms behind that of the last.
 *   <li><b>Global:</b> all rows of a key, or, where keys are forgotten, those that are less than the idle time apart; shown when
 *       its trigger says.
 * </ul>
 *
 * @param shape how they lie in time
 * @param sizeMs the length, milliseconds, a multiple of the slide; of sessions the gap; of windows of
 *     rows how many there are; of global windows the greatest
 * @param slideMs from start to start, of cumulative windows from end to end, milliseconds, at least 1; of sessions the gap; of windows of rows
 *     and global ones the same as the size
 * @param allowedLatenessMs how long after its end, in event time, a window still takes rows and emits corrections; 0 for
 *     sessions, windows of rows and global ones
 * @param earlyMs how often, in processing time, a window that is still open emits what it has; 0 for never, and for
 *     sessions, windows of rows and global ones
 * @param trigger of global windows
 */
public record WindowSpec(Shape shape, long sizeMs, long slideMs, long allowedLatenessMs, long earlyMs, Trigger trigger)
        implements Serializable {
    /** How windows lie in time. */
    public enum Shape {
        HOPPING,
        CUMULATIVE,
        SESSION,
        ROWS,
        GLOBAL
    }

    public WindowSpec {
        if (slideMs < 1 || sizeMs < slideMs || sizeMs % slideMs != 0) {
            throw new IllegalArgumentException(
                    switch (shape) {
                        case HOPPING ->
                            "window size must be a multiple of the slide (size " + sizeMs + " ms, slide " + slideMs
                                    + " ms)";
                        case CUMULATIVE ->
                            "a cumulative window's size must be a multiple of its step (size " + sizeMs + " ms, step "
                                    + slideMs + " ms)";
                        case ROWS -> "a window must have at least 1 row (" + sizeMs + ")";
                        case GLOBAL -> "a global window has no size (" + sizeMs + ")";
                        case SESSION -> "a session's gap must be at least 1 ms (" + sizeMs + " ms)";
                    });
        }
        if (allowedLatenessMs < 0 || earlyMs < 0) {
            throw new IllegalArgumentException("allowed lateness and early interval must not be negative (lateness "
                    + allowedLatenessMs + " ms, early " + earlyMs + " ms)");
        }
        if (shape == Shape.ROWS && allowedLatenessMs + earlyMs > 0) {
            throw new IllegalArgumentException(
                    "windows of rows take no allowed lateness and show nothing early: a late row would"
                            + " move every row behind it (lateness " + allowedLatenessMs + " ms, early " + earlyMs
                            + " ms)");
        }
        if (shape == Shape.GLOBAL && allowedLatenessMs + earlyMs > 0) {
            throw new IllegalArgumentException(
                    "global windows take no allowed lateness and show nothing early in processing time: say"
                            + " 'every', which is event time (lateness " + allowedLatenessMs + " ms, early " + earlyMs
                            + " ms)");
        }
        if (shape == Shape.SESSION && allowedLatenessMs > 0) {
            throw new IllegalArgumentException(
                    "sessions take no allowed lateness: a late row can join two of them, and what"
                            + " was written of the second would have to be taken back; let the input be out of order by more"
                            + " (lateness " + allowedLatenessMs + " ms)");
        }
        if (shape == Shape.SESSION && earlyMs > 0) {
            throw new IllegalArgumentException(
                    "sessions show nothing early: while one is open its start can change, and what"
                            + " was written under the old one would have to be taken back (early " + earlyMs + " ms)");
        }
    }

    public static WindowSpec tumbling(long sizeMs) {
        return hopping(sizeMs, sizeMs);
    }

    public static WindowSpec hopping(long sizeMs, long slideMs) {
        return new WindowSpec(Shape.HOPPING, sizeMs, slideMs, 0, 0, Trigger.AT_END);
    }

    public static WindowSpec cumulative(long sizeMs, long stepMs) {
        return new WindowSpec(Shape.CUMULATIVE, sizeMs, stepMs, 0, 0, Trigger.AT_END);
    }

    public static WindowSpec session(long gapMs) {
        return new WindowSpec(Shape.SESSION, gapMs, gapMs, 0, 0, Trigger.AT_END);
    }

    public static WindowSpec rows(long count) {
        return new WindowSpec(Shape.ROWS, count, count, 0, 0, Trigger.AT_END);
    }

    public static WindowSpec global(Trigger trigger) {
        return new WindowSpec(Shape.GLOBAL, Long.MAX_VALUE, Long.MAX_VALUE, 0, 0, trigger);
    }

    /** How many rows a window of rows has. */
    public long rows() {
        return sizeMs;
    }

    public boolean isRows() {
        return shape == Shape.ROWS;
    }

    public boolean isGlobal() {
        return shape == Shape.GLOBAL;
    }

    /** Whether results of a key can be of windows that begin at one time, and nothing else tells them apart. */
    public boolean isLogged() {
        return isRows() || isGlobal() && trigger.discard() && trigger.rows() > 0;
    }

    public boolean isSession() {
        return shape == Shape.SESSION;
    }

    /** Whether several windows of a key begin at one time, so that their ends tell them apart. */
    public boolean sharesStarts() {
        return shape == Shape.CUMULATIVE && sizeMs > slideMs;
    }

    /**
     * The kind of the results that other steps take; empty where they take all. What the end of the input leaves of windows of
     * rows and of global ones is of a time that may be long past, so whether it came in time there would be left to chance.
     */
    public Optional<String> followedKind() {
        return isRows() || isGlobal() && trigger.leavesRest() && trigger.discard()
                ? Optional.of(WindowColumns.FINAL)
                : isGlobal() && trigger.leavesRest() ? Optional.of(WindowColumns.EARLY) : Optional.empty();
    }

    /** @throws IllegalArgumentException for sessions, windows of rows and global ones */
    public WindowSpec withAllowedLateness(long ms) {
        return new WindowSpec(shape, sizeMs, slideMs, ms, earlyMs, trigger);
    }

    /** @throws IllegalArgumentException for sessions, windows of rows and global ones */
    public WindowSpec withEarly(long everyMs) {
        return new WindowSpec(shape, sizeMs, slideMs, allowedLatenessMs, everyMs, trigger);
    }
}
