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
 * </ul>
 *
 * @param shape how they lie in time
 * @param sizeMs the length, milliseconds, a multiple of the slide; of sessions the gap; of windows of
 *     rows how many there are
 * @param slideMs from start to start, of cumulative windows from end to end, milliseconds, at least 1; of sessions the gap; of windows of rows
 *     the same as the size
 * @param allowedLatenessMs how long after its end, in event time, a window still takes rows and emits corrections; 0 for
 *     sessions and windows of rows
 * @param earlyMs how often, in processing time, a window that is still open emits what it has; 0 for never, and for
 *     sessions and windows of rows
 */
public record WindowSpec(Shape shape, long sizeMs, long slideMs, long allowedLatenessMs, long earlyMs)
        implements Serializable {
    /** How windows lie in time. */
    public enum Shape {
        HOPPING,
        CUMULATIVE,
        SESSION,
        ROWS
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
        return new WindowSpec(Shape.HOPPING, sizeMs, slideMs, 0, 0);
    }

    public static WindowSpec cumulative(long sizeMs, long stepMs) {
        return new WindowSpec(Shape.CUMULATIVE, sizeMs, stepMs, 0, 0);
    }

    public static WindowSpec session(long gapMs) {
        return new WindowSpec(Shape.SESSION, gapMs, gapMs, 0, 0);
    }

    public static WindowSpec rows(long count) {
        return new WindowSpec(Shape.ROWS, count, count, 0, 0);
    }

    /** How many rows a window of rows has. */
    public long rows() {
        return sizeMs;
    }

    public boolean isRows() {
        return shape == Shape.ROWS;
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
     * rows is of a time that may be long past, so whether it came in time there would be left to chance.
     */
    public Optional<String> followedKind() {
        return isRows() ? Optional.of(WindowColumns.FINAL) : Optional.empty();
    }

    /** @throws IllegalArgumentException for sessions and windows of rows */
    public WindowSpec withAllowedLateness(long ms) {
        return new WindowSpec(shape, sizeMs, slideMs, ms, earlyMs);
    }

    /** @throws IllegalArgumentException for sessions and windows of rows */
    public WindowSpec withEarly(long everyMs) {
        return new WindowSpec(shape, sizeMs, slideMs, allowedLatenessMs, everyMs);
    }
}
