package dev.freshet.bench.windows;

import dev.freshet.bench.job.Rule;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Tests every rule on every event, and counts in an array a window. Not thread-safe. */
public final class RuleCounts {
    private final long windowMs;
    private final List<Rule> rules = Rule.all();
    private final Pattern[] patterns =
            rules.stream().map(rule -> Pattern.compile(rule.regex())).toArray(Pattern[]::new);
    private final TreeMap<Long, long[]> open = new TreeMap<>();

    public RuleCounts(long windowMs) {
        this.windowMs = windowMs;
    }

    /**
     * Takes an event.
     *
     * @param texts the event's text fields by their names
     */
    public void add(long timeMs, double value, UnaryOperator<String> texts) {
        long end = timeMs - Math.floorMod(timeMs, windowMs) + windowMs;
        long[] counts = open.computeIfAbsent(end, unused -> new long[patterns.length]);
        for (int i = 0; i < counts.length; i++) {
            Rule rule = rules.get(i);
            if (value > rule.above()
                    && patterns[i].matcher(texts.apply(rule.field())).find()) {
                counts[i]++;
            }
        }
    }

    /** Gives the windows that end by the watermark, and forgets them. */
    public void close(long watermarkMs, KeyedWindows.Partial partials) {
        while (!open.isEmpty() && open.firstKey() <= watermarkMs) {
            Map.Entry<Long, long[]> window = open.pollFirstEntry();
            for (int i = 0; i < window.getValue().length; i++) {
                if (window.getValue()[i] > 0) {
                    partials.row(window.getKey(), rules.get(i).name(), window.getValue()[i]);
                }
            }
        }
    }
}
