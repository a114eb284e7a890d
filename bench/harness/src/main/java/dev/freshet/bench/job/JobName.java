package dev.freshet.bench.job;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The jobs; {@code bench/README.md} specifies them. */
public enum JobName {
    /** Views per page and 10 s: count and sum. */
    VIEWS,
    /** Per page, the last 60 s every second: count, avg, max, approximate distinct users. */
    HOP,
    /** The ten pages with the most events per 10 s. */
    TOPK,
    /** How often each of fifty rules holds, per minute. */
    RULES,
    /** The Yahoo Streaming Benchmark: views per campaign, by a join of ads with campaigns. */
    YSB,
    /** Views and purchases of a user within 5 s of each other: an interval join of two streams. */
    JOIN;

    /** The name in commands and files. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The job of this name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static JobName of(String id) {
        return Arrays.stream(values())
                .filter(job -> job.id().equals(id))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException("no job is named '" + id + "' (there are "
                        + Arrays.stream(values()).map(JobName::id).collect(Collectors.joining(", ")) + ")"));
    }
}
