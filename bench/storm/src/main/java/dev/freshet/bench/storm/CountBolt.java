package dev.freshet.bench.storm;

import dev.freshet.bench.engine.Run;
import dev.freshet.bench.sink.ResultSink;
import dev.freshet.bench.windows.KeyedWindows;
import java.util.Map;
import java.util.Objects;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates by key in hash maps, a map a pane, and gives a window's results when event time has passed its end. Rows go to
 * the run's sink, and can be read when the tuple that let them out is acked, but for the candidates of rankings, which are emitted.
 */
final class CountBolt extends WindowsBolt {
    private static final long serialVersionUID = 1L;

    private transient @Nullable KeyedWindows windows;
    private transient @Nullable ResultSink sink;

    CountBolt(Layout layout) {
        super(layout);
    }

    @Override
    public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector newCollector) {
        super.prepare(conf, context, newCollector);
        Run run = Run.of(layout.runId());
        windows = KeyedWindows.of(layout.job(), run.spec().parameters());
        sink = ResultSink.open(run);
    }

    @Override
    long add(Tuple tuple) {
        long timeMs = tuple.getLong(2);
        Objects.requireNonNull(windows).add(tuple.getString(1), timeMs, tuple.getDouble(3), tuple.getString(4));
        return timeMs;
    }

    @Override
    void close(long watermarkMs, Tuple anchor, OutputCollector out) {
        KeyedWindows open = Objects.requireNonNull(windows);
        ResultSink results = Objects.requireNonNull(sink);
        if (open.close(
                watermarkMs, results, (endMs, page, count) -> out.emit(anchor, new Values(endMs, page, count)))) {
            results.flush();
        }
    }

    @Override
    public void cleanup() {
        ResultSink results = sink;
        if (results != null) {
            results.close();
        }
    }
}
