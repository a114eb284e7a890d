package dev.freshet.bench.job;

/**
 * What may be varied in a job.
 *
 * @param seed of the input
 * @param keys how many different pages there are, 1 to 10 million
 * @param skew the exponent of the zipf distribution of pages; 0 is uniform
 * @param windowMs the window's size
 * @param slideMs from one window's start to the next; {@code windowMs} is a multiple of it
 * @param disorderMs every event is less than this older than the newest before it; 0 is sorted
 * @param eventsPerSecond how many events there are per second of event time
 */
public record JobParameters(
        long seed, int keys, double skew, long windowMs, long slideMs, long disorderMs, long eventsPerSecond) {
    private static final long SEED = 20_261_122;

    public JobParameters {
        if (keys < 1 || keys > EventPool.MAX_KEYS) {
            throw new IllegalArgumentException("keys must be 1 to " + EventPool.MAX_KEYS + " (got " + keys + ")");
        }
        if (!(skew >= 0) || disorderMs < 0 || eventsPerSecond < 1) {
            throw new IllegalArgumentException("skew and disorder must not be negative, events per second not below 1 ("
                    + skew + ", " + disorderMs + " ms, " + eventsPerSecond + ")");
        }
        if (slideMs < 1 || windowMs < slideMs || windowMs % slideMs != 0) {
            throw new IllegalArgumentException(
                    "window size must be a multiple of the slide (size " + windowMs + " ms, slide " + slideMs + " ms)");
        }
    }

    /** What the job is measured with if nothing else is said. */
    public static JobParameters of(JobName job) {
        return switch (job) {
            case YSB -> new JobParameters(SEED, 1_000, 0.0, 10_000, 10_000, 1_000, 100_000);
            case VIEWS, JOIN -> new JobParameters(SEED, 10_000, 1.0, 10_000, 10_000, 1_000, 100_000);
            case HOP -> new JobParameters(SEED, 100_000, 0.0, 60_000, 1_000, 1_000, 200_000);
            case TOPK -> new JobParameters(SEED, 1_000_000, 0.5, 10_000, 10_000, 1_000, 400_000);
            case RULES -> new JobParameters(SEED, 10_000, 1.0, 60_000, 60_000, 1_000, 100_000);
        };
    }

    /** How far apart two events may be that are joined: as far as the window reaches to both sides. */
    public long withinMs() {
        return windowMs / 2;
    }

    public JobParameters withSeed(long newSeed) {
        return new JobParameters(newSeed, keys, skew, windowMs, slideMs, disorderMs, eventsPerSecond);
    }

    public JobParameters withKeys(int newKeys) {
        return new JobParameters(seed, newKeys, skew, windowMs, slideMs, disorderMs, eventsPerSecond);
    }

    /** The same size of window, so many of them open at any time. */
    public JobParameters withOverlap(int overlap) {
        return new JobParameters(seed, keys, skew, windowMs, windowMs / overlap, disorderMs, eventsPerSecond);
    }

    public JobParameters withDisorder(long newDisorderMs) {
        return new JobParameters(seed, keys, skew, windowMs, slideMs, newDisorderMs, eventsPerSecond);
    }

    /** The same windows, filled with more or fewer events. */
    public JobParameters withRate(long newEventsPerSecond) {
        return new JobParameters(seed, keys, skew, windowMs, slideMs, disorderMs, newEventsPerSecond);
    }
}
