package dev.freshet.bench.storm;

import dev.freshet.bench.answer.Answer;
import dev.freshet.bench.answer.RowHash;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Count and sum by page in tumbling windows. */
final class ViewWindows implements KeyedWindows {
    private static final class Sums {
        private long count;
        private double total;
    }

    private final long windowMs;
    private final TreeMap<Long, Map<String, Sums>> open = new TreeMap<>();

    ViewWindows(long windowMs) {
        this.windowMs = windowMs;
    }

    @Override
    public void add(String page, long timeMs, double value, String user) {
        long end = timeMs - Math.floorMod(timeMs, windowMs) + windowMs;
        Sums sums = open.computeIfAbsent(end, unused -> new HashMap<>()).computeIfAbsent(page, unused -> new Sums());
        sums.count++;
        sums.total += value;
    }

    @Override
    public void close(long watermarkMs, Answer results, Partial partials) {
        while (!open.isEmpty() && open.firstKey() <= watermarkMs) {
            Map.Entry<Long, Map<String, Sums>> window = open.pollFirstEntry();
            window.getValue()
                    .forEach((page, sums) -> results.add(
                            RowHash.and(RowHash.and(RowHash.of(window.getKey(), page), sums.count), sums.total)));
        }
    }
}
