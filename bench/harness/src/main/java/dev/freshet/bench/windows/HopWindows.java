package dev.freshet.bench.windows;

import dev.freshet.bench.sink.ResultSink;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Count, average, largest and distinct users by page in hopping windows: a pane a slide, put together when a window ends.
 * Users are counted exactly, by a set: that is what a user would write, and with some hundred events a key and window
 * not slower than a sketch.
 */
final class HopWindows implements KeyedWindows {
    private static final class Sums {
        private long count;
        private double total;
        private double largest = Double.NEGATIVE_INFINITY;
        private final Set<String> users = new HashSet<>(4);

        void add(Sums other) {
            count += other.count;
            total += other.total;
            largest = Math.max(largest, other.largest);
            users.addAll(other.users);
        }
    }

    private final long windowMs;
    private final long slideMs;
    /** By the pane's end. */
    private final TreeMap<Long, Map<String, Sums>> panes = new TreeMap<>();

    private long nextEndMs = Long.MIN_VALUE;

    HopWindows(long windowMs, long slideMs) {
        this.windowMs = windowMs;
        this.slideMs = slideMs;
    }

    @Override
    public void add(String page, long timeMs, double value, String user) {
        long end = timeMs - Math.floorMod(timeMs, slideMs) + slideMs;
        Sums sums = panes.computeIfAbsent(end, unused -> new HashMap<>()).computeIfAbsent(page, unused -> new Sums());
        sums.count++;
        sums.total += value;
        sums.largest = Math.max(sums.largest, value);
        sums.users.add(user);
    }

    @Override
    public boolean close(long watermarkMs, ResultSink results, Partial partials) {
        boolean any = false;
        while (!panes.isEmpty()) {
            long end = Math.max(nextEndMs, panes.firstKey());
            if (end > watermarkMs) {
                break;
            }
            emit(end, results);
            any = true;
            nextEndMs = end + slideMs;
            panes.headMap(nextEndMs - windowMs, true).clear();
        }
        return any;
    }

    private void emit(long endMs, ResultSink results) {
        Map<String, Sums> window = new HashMap<>();
        for (Map<String, Sums> pane :
                panes.subMap(endMs - windowMs, false, endMs, true).values()) {
            pane.forEach((page, sums) ->
                    window.computeIfAbsent(page, unused -> new Sums()).add(sums));
        }
        window.forEach((page, sums) -> results.hop(
                endMs,
                page.getBytes(StandardCharsets.US_ASCII),
                sums.count,
                sums.total / sums.count,
                sums.largest,
                sums.users.size()));
    }
}
