package dev.freshet.bench.storm;

import dev.freshet.bench.engine.Run;
import dev.freshet.bench.sink.ResultSink;
import java.util.Map;
import java.util.Objects;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichBolt;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;
import org.jspecify.annotations.Nullable;

/**
 * Aggregates by key in hash maps, a map a pane, and gives a window's results when event time has passed its end. Rows go to
 * the run's sink, and can be read when the tuple that let them out is acked, but for the candidates of rankings, which are emitted.
 */
final class CountBolt extends BaseRichBolt {
    private static final long serialVersionUID = 1L;
    private static final int CHECK_EVERY = 256;

    private final Layout layout;
    private transient @Nullable OutputCollector collector;
    private transient @Nullable Sources sources;
    private transient @Nullable KeyedWindows windows;
    private transient @Nullable ResultSink sink;
    private int untilCheck;

    CountBolt(Layout layout) {
        this.layout = layout;
    }

    @Override
    public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector newCollector) {
        collector = newCollector;
        sources = new Sources(layout.sources(), layout.slackMs());
        windows = KeyedWindows.of(layout);
        sink = ResultSink.open(Run.of(layout.runId()));
    }

    @Override
    public void execute(Tuple tuple) {
        Sources time = Objects.requireNonNull(sources);
        KeyedWindows open = Objects.requireNonNull(windows);
        OutputCollector out = Objects.requireNonNull(collector);
        int source = tuple.getInteger(0);
        if (tuple.getSourceStreamId().equals(Names.END)) {
            time.ended(source);
            untilCheck = 0;
        } else {
            time.seen(source, tuple.getLong(2));
            open.add(tuple.getString(1), tuple.getLong(2), tuple.getDouble(3), tuple.getString(4));
        }
        if (--untilCheck <= 0) {
            untilCheck = CHECK_EVERY;
            close(open, time.watermarkMs(), tuple, out);
        }
        if (time.allEnded() && tuple.getSourceStreamId().equals(Names.END)) {
            out.emit(Names.END, tuple, new Values(source));
        }
        out.ack(tuple);
    }

    private void close(KeyedWindows open, long watermarkMs, Tuple anchor, OutputCollector out) {
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

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        declarer.declare(new Fields(Names.WINDOW, Names.KEY, Names.COUNT_FIELD));
        declarer.declareStream(Names.END, new Fields(Names.SOURCE));
    }
}
