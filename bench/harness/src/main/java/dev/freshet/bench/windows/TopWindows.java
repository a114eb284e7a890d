package dev.freshet.bench.windows;

import dev.freshet.bench.sink.ResultSink;
import java.util.Comparator;
import java.util.Map;
import java.util.PriorityQueue;

/** Counts by page in tumbling windows; gives a window's ten greatest as candidates for the ranking. */
final class TopWindows extends CountedWindows {
    static final int RANKS = 10;
    /** The greatest count first, ties by key. */
    static final Comparator<Map.Entry<String, Long>> ORDER =
            Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey());

    TopWindows(long windowMs) {
        super(windowMs);
    }

    @Override
    void give(long endMs, Map<String, Long> counts, ResultSink results, Partial partials) {
        PriorityQueue<Map.Entry<String, Long>> top = new PriorityQueue<>(ORDER.reversed());
        for (Map.Entry<String, Long> entry : counts.entrySet()) {
            top.add(entry);
            if (top.size() > RANKS) {
                top.poll();
            }
        }
        top.forEach(entry -> partials.row(endMs, entry.getKey(), entry.getValue()));
    }
}
