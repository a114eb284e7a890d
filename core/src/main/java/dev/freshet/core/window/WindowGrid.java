package dev.freshet.core.window;

import dev.freshet.core.time.Clamped;
import java.io.Serializable;

/**
 * Where panes and windows lie. Time is cut into panes {@code [p, p + slide)} at the multiples of the slide since
 * 1970-01-01T00:00:00Z, also before it; a window is {@code size / slide} panes in a row, so every event touches one pane
 * however many windows it is in (Li et al., "No Pane, No Gain", SIGMOD Record 34(1), 2005; the pane's length is
 * gcd(size, slide), which is the slide here). A pane of a cumulative window is one of its steps, and is in the windows that
 * end with it and behind it, up to the whole size.
 *
 * <p>Example, size 60 s and slide 10 s: the time −1 ms lies in the pane [−10 s, 0), which is in the windows that end at 0,
 * 10 s, …, 50 s.
 *
 * <p>Times whose windows would reach beyond 64-bit milliseconds are not {@link #covers covered}: 292 million years away,
 * they are not times of events, and their rows are rejected.
 *
 * @param spec the windows
 */
record WindowGrid(WindowSpec spec) implements Serializable {
    /** How many panes a window has. */
    long panesPerWindow() {
        return spec.sizeMs() / spec.slideMs();
    }

    boolean isTumbling() {
        return spec.sizeMs() == spec.slideMs();
    }

    /** Whether all windows of this time lie within 64 bits; neither bound is reached by any of them. */
    boolean covers(long timeMs) {
        long reach = Clamped.add(spec.sizeMs(), spec.slideMs());
        return timeMs > Clamped.add(Long.MIN_VALUE, reach) && timeMs < Clamped.subtract(Long.MAX_VALUE, reach);
    }

    /** The start of the pane that the time lies in. */
    long pane(long timeMs) {
        return timeMs - Math.floorMod(timeMs, spec.slideMs());
    }

    /** The end of the first window that the pane is part of: also the pane's own end. */
    long firstEnd(long pane) {
        return pane + spec.slideMs();
    }

    /** The end of the last window that the pane is part of. */
    long lastEnd(long pane) {
        return isCumulative() ? cycle(pane) + spec.sizeMs() : pane + spec.sizeMs();
    }

    /** The start of the window that ends here. */
    long start(long windowEnd) {
        return isCumulative() ? cycle(windowEnd - spec.slideMs()) : windowEnd - spec.sizeMs();
    }

    /** A time before the first pane that is part of windows that end after this time, and not before any other pane's. */
    long beforePanesOf(long afterMs) {
        if (!isCumulative()) {
            return Clamped.subtract(afterMs, spec.sizeMs());
        }
        return Clamped.subtract(Clamped.subtract(afterMs, Math.floorMod(afterMs, spec.sizeMs())), 1);
    }

    /**
     * The end of the first window of the pane that still takes a row, by the watermark at the row's arrival; greater than
     * {@link #lastEnd} if none does. A row counts in just those windows, whatever else has arrived by then: so results do not
     * depend on how partitions were interleaved.
     *
     * @param arrivalWatermarkMs {@link Long#MIN_VALUE} where nothing was known
     */
    long firstOpenEnd(long pane, long arrivalWatermarkMs) {
        // A window takes rows while the watermark is before its end and the allowance.
        long closed = Clamped.subtract(arrivalWatermarkMs, spec.allowedLatenessMs());
        if (closed < firstEnd(pane)) {
            return firstEnd(pane);
        }
        if (closed >= lastEnd(pane)) {
            return Long.MAX_VALUE;
        }
        return pane(closed) + spec.slideMs();
    }

    /** Whether the watermark has closed the window for good. */
    boolean isForgotten(long windowEnd, long watermarkMs) {
        return Clamped.add(windowEnd, spec.allowedLatenessMs()) <= watermarkMs;
    }

    /** The end of the first window that ends after this time. */
    long firstEndAfter(long timeMs) {
        return pane(timeMs) + spec.slideMs();
    }

    private boolean isCumulative() {
        return spec.shape() == WindowSpec.Shape.CUMULATIVE;
    }

    /** The start of the cumulative windows around a time. */
    private long cycle(long timeMs) {
        return timeMs - Math.floorMod(timeMs, spec.sizeMs());
    }
}
