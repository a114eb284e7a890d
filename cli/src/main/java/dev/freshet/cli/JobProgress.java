package dev.freshet.cli;

import dev.freshet.bolts.results.HealthField;
import dev.freshet.bolts.results.ResultReader;
import dev.freshet.core.epoch.EpochHealth;
import dev.freshet.core.job.JobBoard;
import dev.freshet.core.operator.Counters;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How far a job is: what its tasks have published, added up.
 *
 * @param counts every counter, summed over all tasks
 * @param finishedSources how many source tasks have everything in the sinks
 * @param watermarkMs the least watermark of the source tasks that have one, epoch ms; {@link Long#MIN_VALUE} for none
 * @param maxEventTimeMs the largest event time seen, epoch ms; {@link Long#MIN_VALUE} for none
 * @param startedMs when the first source task read its first record, epoch ms; {@link Long#MAX_VALUE} for not yet
 * @param lastMs when the last source task had all its results in the sinks, epoch ms; {@link Long#MIN_VALUE} for not yet
 * @param epochs what is known of its epochs; null where it has none
 * @param error why a task cannot go on; null while all can
 */
record JobProgress(
        SortedMap<String, Long> counts,
        int finishedSources,
        long watermarkMs,
        long maxEventTimeMs,
        long startedMs,
        long lastMs,
        @Nullable EpochHealth epochs,
        @Nullable String error) {
    private static final String DEAD_PREFIX = Counters.DEAD + ".";

    /** What the board of a job says now. */
    static JobProgress read(ResultReader results, String job) {
        return of(results.health(job));
    }

    static JobProgress of(Map<HealthField, String> health) {
        SortedMap<String, Long> counts = new TreeMap<>();
        int finished = 0;
        long watermark = Long.MAX_VALUE;
        long maxEventTime = Long.MIN_VALUE;
        long started = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        String error = null;
        Map<String, Map<String, String>> epochs = new TreeMap<>();
        for (Map.Entry<HealthField, String> entry : health.entrySet()) {
            String value = entry.getValue();
            HealthField field = entry.getKey();
            if (field.name().startsWith(EpochHealth.PREFIX)) {
                epochs.computeIfAbsent(field.component() + "." + field.task(), unused -> new TreeMap<>())
                        .put(field.name(), value);
                continue;
            }
            switch (entry.getKey().name()) {
                case JobBoard.STATE -> finished += value.equals(JobBoard.FINISHED) ? 1 : 0;
                case JobBoard.ERROR -> error = value;
                case JobBoard.WATERMARK_MS -> watermark = Math.min(watermark, number(value, Long.MAX_VALUE));
                case JobBoard.MAX_EVENT_TIME_MS -> maxEventTime = Math.max(maxEventTime, number(value, Long.MIN_VALUE));
                case JobBoard.STARTED_MS -> started = Math.min(started, number(value, Long.MAX_VALUE));
                case JobBoard.FINISHED_MS -> last = Math.max(last, number(value, Long.MIN_VALUE));
                default -> counts.merge(entry.getKey().name(), number(value, 0), Long::sum);
            }
        }
        return new JobProgress(
                counts,
                finished,
                watermark == Long.MAX_VALUE ? Long.MIN_VALUE : watermark,
                maxEventTime,
                started,
                last,
                EpochHealth.newest(epochs.values()).orElse(null),
                error);
    }

    /** From the first record read to the last result written, wall clock; to now while it runs; 0 before it does. */
    double seconds() {
        if (startedMs == Long.MAX_VALUE) {
            return 0;
        }
        long end = lastMs == Long.MIN_VALUE ? System.currentTimeMillis() : lastMs;
        return Math.max(0, end - startedMs) / 1000.0;
    }

    long count(String name) {
        return counts.getOrDefault(name, 0L);
    }

    long eventsIn() {
        return count(Counters.EVENTS_IN);
    }

    /** Records and rows that could not be used, by reason, without those that were late. */
    SortedMap<String, Long> deadByReason() {
        SortedMap<String, Long> reasons = new TreeMap<>();
        counts.forEach((name, count) -> {
            if (name.startsWith(DEAD_PREFIX) && count > 0) {
                reasons.put(name.substring(DEAD_PREFIX.length()), count);
            }
        });
        return reasons;
    }

    private static long number(String text, long otherwise) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
