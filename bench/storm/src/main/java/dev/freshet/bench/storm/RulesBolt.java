package dev.freshet.bench.storm;

import dev.freshet.bench.job.Rule;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;
import org.jspecify.annotations.Nullable;

/** Tests every rule on every event, counts in arrays a window, and emits what it has of a window when that has ended. */
final class RulesBolt extends WindowsBolt {
    private static final long serialVersionUID = 1L;

    private transient @Nullable AdEvent event;
    private transient @Nullable TreeMap<Long, long[]> open;
    private transient @Nullable List<Rule> rules;
    private transient Pattern @Nullable [] patterns;

    RulesBolt(Layout layout) {
        super(layout);
    }

    @Override
    public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector newCollector) {
        super.prepare(conf, context, newCollector);
        event = new AdEvent();
        open = new TreeMap<>();
        rules = Rule.all();
        patterns =
                Rule.all().stream().map(rule -> Pattern.compile(rule.regex())).toArray(Pattern[]::new);
    }

    @Override
    long add(Tuple tuple) {
        AdEvent read = Objects.requireNonNull(event);
        read.read(tuple.getBinary(1));
        count(read);
        return read.timeMs;
    }

    private void count(AdEvent read) {
        long end = read.timeMs - Math.floorMod(read.timeMs, layout.windowMs()) + layout.windowMs();
        List<Rule> all = Objects.requireNonNull(rules);
        Pattern[] compiled = Objects.requireNonNull(patterns);
        long[] counts = Objects.requireNonNull(open).computeIfAbsent(end, unused -> new long[all.size()]);
        for (int i = 0; i < counts.length; i++) {
            Rule rule = all.get(i);
            if (read.value > rule.above()
                    && compiled[i].matcher(read.field(rule.field())).find()) {
                counts[i]++;
            }
        }
    }

    @Override
    void close(long watermarkMs, Tuple anchor, OutputCollector out) {
        TreeMap<Long, long[]> windows = Objects.requireNonNull(open);
        while (!windows.isEmpty() && windows.firstKey() <= watermarkMs) {
            Map.Entry<Long, long[]> window = windows.pollFirstEntry();
            for (int i = 0; i < window.getValue().length; i++) {
                if (window.getValue()[i] > 0) {
                    String rule = Objects.requireNonNull(rules).get(i).name();
                    out.emit(anchor, new Values(window.getKey(), rule, window.getValue()[i]));
                }
            }
        }
    }
}
