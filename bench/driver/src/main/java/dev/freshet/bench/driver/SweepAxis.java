package dev.freshet.bench.driver;

import dev.freshet.bench.engine.RunSpec;
import dev.freshet.bench.job.JobParameters;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What may be varied to see how engines grow. */
public enum SweepAxis {
    /** Different pages. */
    KEYS("different keys", 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000),
    /** Windows that an event is in. */
    OVERLAP("windows an event is in", 1, 2, 5, 10, 60, 600),
    /** Tasks of each part. */
    PARALLELISM("tasks of each part", 1, 2, 4, 8),
    /** Milliseconds by which events are out of order. */
    DISORDER("disorder, ms", 0, 100, 1_000, 5_000, 30_000);

    private final String title;
    private final long[] points;

    SweepAxis(String title, long... points) {
        this.title = title;
        this.points = points;
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String title() {
        return title;
    }

    /** The values that suit a job: an overlap must divide the window. */
    public List<Long> points(RunSpec spec) {
        long windowMs = spec.parameters().windowMs();
        return Arrays.stream(points)
                .filter(point -> this != OVERLAP || windowMs % point == 0)
                .boxed()
                .toList();
    }

    /** The run at one value. */
    public RunSpec at(RunSpec spec, long point) {
        JobParameters parameters = spec.parameters();
        return switch (this) {
            case KEYS -> spec.with(parameters.withKeys((int) point), spec.parallelism());
            case OVERLAP -> spec.with(parameters.withOverlap((int) point), spec.parallelism());
            case PARALLELISM -> spec.with(parameters, (int) point);
            case DISORDER -> spec.with(parameters.withDisorder(point), spec.parallelism());
        };
    }
}
