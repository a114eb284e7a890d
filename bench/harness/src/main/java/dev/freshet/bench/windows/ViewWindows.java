package dev.freshet.bench.windows;

import dev.freshet.bench.sink.ResultSink;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Count and sum by page in tumbling windows. */
public final class ViewWindows implements KeyedWindows {
    private static final class Sums {
        private long count;
        private double total;
    }

    private final long windowMs;
    private final TreeMap<Long, Map<String, Sums>> open = new TreeMap<>();

    public ViewWindows(long windowMs) {
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
    public boolean close(long watermarkMs, ResultSink results, Partial partials) {
        boolean any = false;
        while (!open.isEmpty() && open.firstKey() <= watermarkMs) {
            Map.Entry<Long, Map<String, Sums>> window = open.pollFirstEntry();
            any = true;
            window.getValue()
                    .forEach((page, sums) -> results.views(
                            window.getKey(), page.getBytes(StandardCharsets.US_ASCII), sums.count, sums.total));
        }
        return any;
    }
}
