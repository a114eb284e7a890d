package dev.freshet.bench.storm;

import dev.freshet.bench.engine.Run;
import dev.freshet.bench.job.JobName;
import dev.freshet.bench.sink.ResultSink;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichBolt;
import org.apache.storm.tuple.Tuple;
import org.jspecify.annotations.Nullable;

/** One task behind all that count: adds up what they have of each window, and ranks it if that is the job. */
final class TotalBolt extends BaseRichBolt {
    private static final long serialVersionUID = 1L;

    private final Layout layout;
    private transient @Nullable OutputCollector collector;
    private transient @Nullable Map<Long, Map<String, Long>> windows;
    private int ended;

    TotalBolt(Layout layout) {
        this.layout = layout;
    }

    @Override
    public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector newCollector) {
        collector = newCollector;
        windows = new TreeMap<>();
    }

    @Override
    public void execute(Tuple tuple) {
        if (tuple.getSourceStreamId().equals(Names.END)) {
            if (++ended == layout.sources()) {
                answer();
            }
        } else {
            Objects.requireNonNull(windows)
                    .computeIfAbsent(tuple.getLong(0), unused -> new HashMap<>())
                    .merge(tuple.getString(1), tuple.getLong(2), Long::sum);
        }
        Objects.requireNonNull(collector).ack(tuple);
    }

    /** What was put together; nothing more will come. */
    private void answer() {
        try (ResultSink sink = ResultSink.open(Run.of(layout.runId()))) {
            Objects.requireNonNull(windows).forEach((endMs, counts) -> {
                if (layout.job() == JobName.TOPK) {
                    rank(endMs, counts, sink);
                } else {
                    counts.forEach((rule, count) -> sink.rule(endMs, Names.ascii(rule), count));
                }
            });
        }
    }

    private static void rank(long endMs, Map<String, Long> counts, ResultSink sink) {
        List<Map.Entry<String, Long>> sorted = counts.entrySet().stream()
                .sorted(TopWindows.ORDER)
                .limit(TopWindows.RANKS)
                .toList();
        for (int i = 0; i < sorted.size(); i++) {
            Map.Entry<String, Long> place = sorted.get(i);
            sink.top(endMs, Names.ascii(place.getKey()), i + 1L, place.getValue());
        }
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {}
}
