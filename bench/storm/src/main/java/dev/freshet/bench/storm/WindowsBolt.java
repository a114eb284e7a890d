package dev.freshet.bench.storm;

import dev.freshet.bench.windows.Sources;
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

/** Keeps what it has of windows of event time, and looks now and then which of them have ended. */
abstract class WindowsBolt extends BaseRichBolt {
    private static final long serialVersionUID = 1L;
    private static final int CHECK_EVERY = 256;

    final Layout layout;
    private transient @Nullable OutputCollector collector;
    private transient @Nullable Sources sources;
    private int untilCheck;

    WindowsBolt(Layout layout) {
        this.layout = layout;
    }

    @Override
    public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector newCollector) {
        collector = newCollector;
        sources = new Sources(layout.sources(), layout.slackMs());
    }

    /**
     * Takes an event.
     *
     * @return its time, epoch ms
     */
    abstract long add(Tuple tuple);

    /** Gives the results of the windows that have ended before the watermark. */
    abstract void close(long watermarkMs, Tuple anchor, OutputCollector out);

    @Override
    public final void execute(Tuple tuple) {
        Sources time = Objects.requireNonNull(sources);
        OutputCollector out = Objects.requireNonNull(collector);
        int source = tuple.getInteger(0);
        if (tuple.getSourceStreamId().equals(Names.END)) {
            time.ended(source);
            untilCheck = 0;
        } else {
            time.seen(source, add(tuple));
        }
        if (--untilCheck <= 0) {
            untilCheck = CHECK_EVERY;
            close(time.watermarkMs(), tuple, out);
        }
        if (time.allEnded() && tuple.getSourceStreamId().equals(Names.END)) {
            out.emit(Names.END, tuple, new Values(source));
        }
        out.ack(tuple);
    }

    @Override
    public final void declareOutputFields(OutputFieldsDeclarer declarer) {
        declarer.declare(new Fields(Names.WINDOW, Names.KEY, Names.COUNT_FIELD));
        declarer.declareStream(Names.END, new Fields(Names.SOURCE));
    }
}
