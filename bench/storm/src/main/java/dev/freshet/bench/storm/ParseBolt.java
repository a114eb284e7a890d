package dev.freshet.bench.storm;

import dev.freshet.bench.job.JobName;
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

/** Reads records and, of the job {@code views}, keeps the views; emits a tuple an event, anchored. */
final class ParseBolt extends BaseRichBolt {
    private static final long serialVersionUID = 1L;

    private final JobName job;
    private transient @Nullable OutputCollector collector;
    private transient @Nullable AdEvent event;

    ParseBolt(JobName job) {
        this.job = job;
    }

    @Override
    public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector newCollector) {
        collector = newCollector;
        event = new AdEvent();
    }

    @Override
    public void execute(Tuple tuple) {
        AdEvent read = Objects.requireNonNull(event);
        OutputCollector out = Objects.requireNonNull(collector);
        read.read(tuple.getBinary(1));
        if (job != JobName.VIEWS || read.type.equals("view")) {
            String user = job == JobName.HOP ? read.user : "";
            out.emit(tuple, new Values(tuple.getValue(0), read.page, read.timeMs, read.value, user));
        }
        out.ack(tuple);
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        declarer.declare(new Fields(Names.SOURCE, Names.KEY, Names.TIME, Names.VALUE, Names.USER));
    }
}
