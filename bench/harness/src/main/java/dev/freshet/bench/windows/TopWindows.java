package dev.freshet.bench.windows;

import dev.freshet.bench.sink.ResultSink;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/** Counts by page in tumbling windows; gives a window's ten greatest as candidates for the ranking. */
final class TopWindows implements KeyedWindows {
    static final int RANKS = 10;
    /** The greatest count first, ties by key. */
    static final Comparator<Map.Entry<String, Long>> ORDER =
            Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey());

    private final long windowMs;
    private final TreeMap<Long, Map<String, Long>> open = new TreeMap<>();

    TopWindows(long windowMs) {
        this.windowMs = windowMs;
    }

    @Override
    public void add(String page, long timeMs, double value, String user) {
        long end = timeMs - Math.floorMod(timeMs, windowMs) + windowMs;
        open.computeIfAbsent(end, unused -> new HashMap<>()).merge(page, 1L, Long::sum);
    }

    @Override
    public boolean close(long watermarkMs, ResultSink results, Partial partials) {
        boolean any = false;
        while (!open.isEmpty() && open.firstKey() <= watermarkMs) {
            Map.Entry<Long, Map<String, Long>> window = open.pollFirstEntry();
            any = true;
            PriorityQueue<Map.Entry<String, Long>> top = new PriorityQueue<>(ORDER.reversed());
            for (Map.Entry<String, Long> entry : window.getValue().entrySet()) {
                top.add(entry);
                if (top.size() > RANKS) {
                    top.poll();
                }
            }
            top.forEach(entry -> partials.row(window.getKey(), entry.getKey(), entry.getValue()));
        }
        return any;
    }
}
