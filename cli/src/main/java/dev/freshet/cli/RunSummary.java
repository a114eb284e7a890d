package dev.freshet.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.freshet.core.operator.Counters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What came of a run.
 *
 * @param progress what the tasks counted
 * @param seconds from the first record to the last result, wall clock
 * @param cpuSeconds what this process used from start to end of the job, all threads
 */
record RunSummary(JobProgress progress, double seconds, double cpuSeconds) {
    private static final ObjectMapper JSON = new ObjectMapper();

    private double eventsPerSecond() {
        return seconds <= 0 ? 0 : progress.eventsIn() / seconds;
    }

    /** One JSON object on one line. */
    String json() {
        ObjectNode node = JSON.createObjectNode();
        node.put("events_in", progress.eventsIn());
        node.put("filtered", progress.count(Counters.FILTERED));
        node.put("late", progress.count(Counters.LATE));
        node.put("dead", progress.count(Counters.DEAD));
        ObjectNode reasons = node.putObject("dead_by_reason");
        progress.deadByReason().forEach(reasons::put);
        node.put("truncated", progress.count(Counters.TRUNCATED));
        node.put("results", progress.count(Counters.RESULTS));
        node.put("seconds", rounded(seconds));
        node.put("cpu_seconds", rounded(cpuSeconds));
        node.put("events_per_second", Math.round(eventsPerSecond()));
        return node.toString();
    }

    /** A few lines for people. */
    List<String> text() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%s events in %.1f s (%s), %.1f CPU s: %s results",
                Numbers.count(progress.eventsIn()),
                seconds,
                Numbers.rate(eventsPerSecond()),
                cpuSeconds,
                Numbers.count(progress.count(Counters.RESULTS))));
        lines.add("filtered " + Numbers.count(progress.count(Counters.FILTERED)) + ", late "
                + Numbers.count(progress.count(Counters.LATE)) + ", dead "
                + Numbers.count(progress.count(Counters.DEAD))
                + reasons(progress.deadByReason()));
        long truncated = progress.count(Counters.TRUNCATED);
        if (truncated > 0) {
            lines.add(Numbers.count(truncated) + " lines were used although they are cut off");
        }
        return lines;
    }

    private static String reasons(Map<String, Long> byReason) {
        if (byReason.isEmpty()) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        byReason.forEach((reason, count) -> parts.add(reason + " " + Numbers.count(count)));
        return " (" + String.join(", ", parts) + ")";
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
