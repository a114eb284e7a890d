package dev.freshet.bench.windows;

import dev.freshet.bench.job.JobName;
import dev.freshet.bench.job.JobParameters;
import dev.freshet.bench.sink.ResultSink;

/** A job's open windows by key, in hash maps on the heap. Not thread-safe. */
public interface KeyedWindows {
    /** Takes what is not a result yet. */
    @FunctionalInterface
    interface Partial {
        void row(long windowEndMs, String key, long count);
    }

    /**
     * Takes an event.
     *
     * @param key what the job's windows are by
     * @param text the user, or of the join the type
     */
    void add(String key, long timeMs, double value, String text);

    /** Gives the windows that end by the watermark, and forgets what no other needs. Returns whether there were any. */
    boolean close(long watermarkMs, ResultSink results, Partial partials);

    static KeyedWindows of(JobName job, JobParameters parameters) {
        return switch (job) {
            case VIEWS -> new ViewWindows(parameters.windowMs());
            case HOP -> new HopWindows(parameters.windowMs(), parameters.slideMs());
            case TOPK -> new TopWindows(parameters.windowMs());
            case JOIN -> new HeldPairs(parameters.withinMs());
            case YSB -> new CampaignWindows(parameters.windowMs());
            case RULES -> throw new IllegalArgumentException("the job " + job.id() + " has no windows by key");
        };
    }
}
