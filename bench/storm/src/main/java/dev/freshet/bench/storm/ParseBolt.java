package dev.freshet.bench.storm;

import dev.freshet.bench.engine.Run;
import dev.freshet.bench.job.JobName;
import dev.freshet.bench.ysb.CampaignLookup;
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

/** Reads records and, of the jobs that ask for types, keeps what is of them; emits a tuple an event, anchored. */
final class ParseBolt extends BaseRichBolt {
    private static final long serialVersionUID = 1L;

    private final Layout layout;
    private transient @Nullable OutputCollector collector;
    private transient @Nullable AdEvent event;
    private transient @Nullable CampaignLookup campaigns;

    ParseBolt(Layout layout) {
        this.layout = layout;
    }

    @Override
    public void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector newCollector) {
        collector = newCollector;
        event = new AdEvent();
        if (layout.job() == JobName.YSB) {
            campaigns = new CampaignLookup(Run.of(layout.runId()).spec().redis());
        }
    }

    @Override
    public void execute(Tuple tuple) {
        AdEvent read = Objects.requireNonNull(event);
        OutputCollector out = Objects.requireNonNull(collector);
        read.read(tuple.getBinary(1));
        Object source = tuple.getValue(0);
        switch (layout.job()) {
            case VIEWS -> {
                if (read.type.equals("view")) {
                    out.emit(tuple, new Values(source, read.page, read.timeMs, read.value, ""));
                }
            }
            case HOP -> out.emit(tuple, new Values(source, read.page, read.timeMs, read.value, read.user));
            case JOIN -> {
                if (!read.type.equals("click")) {
                    out.emit(tuple, new Values(source, read.user, read.timeMs, read.value, read.type));
                }
            }
            case YSB -> {
                if (read.type.equals("view")) {
                    String campaign = Objects.requireNonNull(campaigns).campaign(read.page);
                    out.emit(tuple, new Values(source, campaign, read.timeMs, read.value, ""));
                }
            }
            default -> out.emit(tuple, new Values(source, read.page, read.timeMs, read.value, ""));
        }
        out.ack(tuple);
    }

    @Override
    public void cleanup() {
        CampaignLookup open = campaigns;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        declarer.declare(new Fields(Names.SOURCE, Names.KEY, Names.TIME, Names.VALUE, Names.TEXT));
    }
}
