package dev.freshet.bench.windows;

import dev.freshet.bench.sink.ResultSink;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Counts by key in tumbling windows. */
abstract class CountedWindows implements KeyedWindows {
    private final long windowMs;
    private final TreeMap<Long, Map<String, Long>> open = new TreeMap<>();

    CountedWindows(long windowMs) {
        this.windowMs = windowMs;
    }

    /** Gives a window that has ended. */
    abstract void give(long endMs, Map<String, Long> counts, ResultSink results, Partial partials);

    @Override
    public final void add(String key, long timeMs, double value, String text) {
        long end = timeMs - Math.floorMod(timeMs, windowMs) + windowMs;
        open.computeIfAbsent(end, unused -> new HashMap<>()).merge(key, 1L, Long::sum);
    }

    @Override
    public final boolean close(long watermarkMs, ResultSink results, Partial partials) {
        boolean any = false;
        while (!open.isEmpty() && open.firstKey() <= watermarkMs) {
            Map.Entry<Long, Map<String, Long>> window = open.pollFirstEntry();
            any = true;
            give(window.getKey(), window.getValue(), results, partials);
        }
        return any;
    }
}
