package dev.freshet.bench.storm;

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
 * Reads records and emits the views, anchored, in their order. The end are two tuples with the key {@link Names#END}: one
 * behind all windows, and one so late that the first one's window is over.
 */
final class OrderedViewsBolt extends BaseRichBolt {
    private static final long serialVersionUID = 1L;

    private final Layout layout;
    private final long endMs;
    private transient @Nullable OutputCollector collector;
    private transient @Nullable AdEvent event;

    OrderedViewsBolt(Layout layout, long endMs) {
        this.layout = layout;
        this.endMs = endMs;
    }

    @Override
    public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector newCollector) {
        collector = newCollector;
        event = new AdEvent();
    }

    @Override
    public void execute(Tuple tuple) {
        OutputCollector out = Objects.requireNonNull(collector);
        if (tuple.getSourceStreamId().equals(Names.END)) {
            out.emit(new Values(Names.END, endMs, 0.0));
            out.emit(new Values(Names.END, endMs + 2 * layout.windowMs() + layout.slackMs(), 0.0));
        } else {
            AdEvent read = Objects.requireNonNull(event);
            read.read(tuple.getBinary(1));
            if (read.type.equals("view")) {
                // Storm's windows hold their end and not their start; a millisecond makes ours of them.
                out.emit(tuple, new Values(read.page, read.timeMs + 1, read.value));
            }
        }
        out.ack(tuple);
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        declarer.declare(new Fields(Names.KEY, Names.TIME, Names.VALUE));
    }
}
