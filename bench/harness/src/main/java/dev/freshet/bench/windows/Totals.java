package dev.freshet.bench.windows;

import dev.freshet.bench.job.JobName;
import dev.freshet.bench.sink.ResultSink;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up what tasks have counted of windows, and ranks it if that is the job. Not thread-safe. */
public final class Totals {
    private final JobName job;
    private final Map<Long, Map<String, Long>> windows = new TreeMap<>();

    public Totals(JobName job) {
        this.job = job;
    }

    public void add(long windowEndMs, String key, long count) {
        windows.computeIfAbsent(windowEndMs, unused -> new HashMap<>()).merge(key, count, Long::sum);
    }

    /** Gives the results, and forgets them; nothing more will come. */
    public void answer(ResultSink sink) {
        windows.forEach((endMs, counts) -> {
            if (job == JobName.TOPK) {
                rank(endMs, counts, sink);
            } else {
                counts.forEach((rule, count) -> sink.rule(endMs, ascii(rule), count));
            }
        });
        windows.clear();
    }

    private static void rank(long endMs, Map<String, Long> counts, ResultSink sink) {
        List<Map.Entry<String, Long>> sorted = counts.entrySet().stream()
                .sorted(TopWindows.ORDER)
                .limit(TopWindows.RANKS)
                .toList();
        for (int i = 0; i < sorted.size(); i++) {
            Map.Entry<String, Long> place = sorted.get(i);
            sink.top(endMs, ascii(place.getKey()), i + 1L, place.getValue());
        }
    }

    private static byte[] ascii(String key) {
        return key.getBytes(StandardCharsets.US_ASCII);
    }
}
