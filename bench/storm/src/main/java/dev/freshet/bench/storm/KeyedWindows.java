package dev.freshet.bench.storm;

import dev.freshet.bench.sink.ResultSink;

/** A job's open windows by key. */
interface KeyedWindows {
    /** Takes what is not a result yet. */
    @FunctionalInterface
    interface Partial {
        void row(long windowEndMs, String key, long count);
    }

    void add(String page, long timeMs, double value, String user);

    /** Gives the windows that end by the watermark, and forgets what no other needs. Returns whether there were any. */
    boolean close(long watermarkMs, ResultSink results, Partial partials);

    static KeyedWindows of(Layout layout) {
        return switch (layout.job()) {
            case VIEWS -> new ViewWindows(layout.windowMs());
            case HOP -> new HopWindows(layout.windowMs(), layout.slideMs());
            case TOPK -> new TopWindows(layout.windowMs());
            case RULES, YSB, JOIN ->
                throw new IllegalArgumentException("the job " + layout.job().id() + " has no windows by key");
        };
    }
}
