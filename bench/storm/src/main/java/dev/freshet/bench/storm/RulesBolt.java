package dev.freshet.bench.storm;

import dev.freshet.bench.windows.RuleCounts;
import java.util.Map;
import java.util.Objects;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;
import org.jspecify.annotations.Nullable;

/** Tests every rule on every event, and emits what it has of a window when that has ended. */
final class RulesBolt extends WindowsBolt {
    private static final long serialVersionUID = 1L;

    private transient @Nullable AdEvent event;
    private transient @Nullable RuleCounts counts;

    RulesBolt(Layout layout) {
        super(layout);
    }

    @Override
    public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector newCollector) {
        super.prepare(conf, context, newCollector);
        event = new AdEvent();
        counts = new RuleCounts(layout.windowMs());
    }

    @Override
    long add(Tuple tuple) {
        AdEvent read = Objects.requireNonNull(event);
        read.read(tuple.getBinary(1));
        Objects.requireNonNull(counts).add(read.timeMs, read.value, read::field);
        return read.timeMs;
    }

    @Override
    void close(long watermarkMs, Tuple anchor, OutputCollector out) {
        Objects.requireNonNull(counts)
                .close(watermarkMs, (endMs, rule, count) -> out.emit(anchor, new Values(endMs, rule, count)));
    }
}
