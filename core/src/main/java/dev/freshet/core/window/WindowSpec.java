package dev.freshet.core.window;

import java.io.Serializable;

/**
 * Which windows {@code [start, end)} of event time a row belongs to. Starts are multiples of the slide since
 * 1970-01-01T00:00:00Z, also before it: with size 60 s and slide 10 s, a row at 00:01:05 is in the six windows that start at
 * 00:00:10, 00:00:20, …, 00:01:00. A tumbling window's slide is its size.
 *
 * @param sizeMs the length, milliseconds, a multiple of the slide
 * @param slideMs from start to start, milliseconds, at least 1
 * @param allowedLatenessMs how long after its end, in event time, a window still takes rows and emits corrections
 * @param earlyMs how often, in processing time, a window that is still open emits what it has; 0 for never
 */
public record WindowSpec(long sizeMs, long slideMs, long allowedLatenessMs, long earlyMs) implements Serializable {
    public WindowSpec {
        if (slideMs < 1 || sizeMs < slideMs || sizeMs % slideMs != 0) {
            throw new IllegalArgumentException(
                    "window size must be a multiple of the slide (size " + sizeMs + " ms, slide " + slideMs + " ms)");
        }
        if (allowedLatenessMs < 0 || earlyMs < 0) {
            throw new IllegalArgumentException("allowed lateness and early interval must not be negative (lateness "
                    + allowedLatenessMs + " ms, early " + earlyMs + " ms)");
        }
    }

    public static WindowSpec tumbling(long sizeMs) {
        return new WindowSpec(sizeMs, sizeMs, 0, 0);
    }

    public static WindowSpec hopping(long sizeMs, long slideMs) {
        return new WindowSpec(sizeMs, slideMs, 0, 0);
    }

    public WindowSpec withAllowedLateness(long ms) {
        return new WindowSpec(sizeMs, slideMs, ms, earlyMs);
    }

    public WindowSpec withEarly(long everyMs) {
        return new WindowSpec(sizeMs, slideMs, allowedLatenessMs, everyMs);
    }
}
