package dev.freshet.bench.storm;

import dev.freshet.bench.engine.Run;
import dev.freshet.bench.sink.ResultSink;
import dev.freshet.bench.windows.Totals;
import java.util.Map;
import java.util.Objects;
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
    private transient @Nullable Totals totals;
    private int ended;

    TotalBolt(Layout layout) {
        this.layout = layout;
    }

    @Override
    public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector newCollector) {
        collector = newCollector;
        totals = new Totals(layout.job());
    }

    @Override
    public void execute(Tuple tuple) {
        Totals all = Objects.requireNonNull(totals);
        if (!tuple.getSourceStreamId().equals(Names.END)) {
            all.add(tuple.getLong(0), tuple.getString(1), tuple.getLong(2));
        } else if (++ended == layout.sources()) {
            try (ResultSink sink = ResultSink.open(Run.of(layout.runId()))) {
                all.answer(sink);
            }
        }
        Objects.requireNonNull(collector).ack(tuple);
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {}
}
