package dev.freshet.bench.storm;

import dev.freshet.bench.engine.RunSpec;
import dev.freshet.bench.engine.SinkKind;
import dev.freshet.bench.engine.SourceKind;
import dev.freshet.bench.job.JobName;
import org.apache.storm.topology.BoltDeclarer;
import org.apache.storm.topology.IRichSpout;
import org.apache.storm.topology.TopologyBuilder;
import org.apache.storm.tuple.Fields;

/** Storm as its users write it: a tuple an event, every tuple anchored and acked, Jackson, aggregation in hash maps. */
public final class StormEngine extends ClusterEngine {
    private final boolean flushesSeldom;

    public StormEngine() {
        this(false);
    }

    /**
     * @param flushesSeldom for processes that go on behind the run: Storm ends the whole process (code 20, "Timer is not active") if a
     *     worker is closed while its timer flushes, which is the less likely the seldomer it does
     */
    StormEngine(boolean flushesSeldom) {
        this.flushesSeldom = flushesSeldom;
    }

    @Override
    public String name() {
        return "storm";
    }

    @Override
    int flushMs() {
        return flushesSeldom ? 100 : super.flushMs();
    }

    @Override
    public boolean supports(JobName job, SourceKind source, SinkKind sink) {
        return sink.takes(job);
    }

    @Override
    TopologyBuilder topology(Layout layout, RunSpec spec) {
        int parallelism = spec.parallelism();
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout(Names.SPOUT, spout(layout, spec), parallelism);
        BoltDeclarer counts;
        if (layout.job() == JobName.RULES) {
            counts = builder.setBolt(Names.COUNT, new RulesBolt(layout), parallelism)
                    .localOrShuffleGrouping(Names.SPOUT);
        } else {
            builder.setBolt(Names.PARSE, new ParseBolt(layout), parallelism).localOrShuffleGrouping(Names.SPOUT);
            counts = builder.setBolt(Names.COUNT, new CountBolt(layout), parallelism)
                    .fieldsGrouping(Names.PARSE, new Fields(Names.KEY));
        }
        counts.allGrouping(Names.SPOUT, Names.END);
        if (layout.job() == JobName.RULES || layout.job() == JobName.TOPK) {
            builder.setBolt(Names.TOTAL, new TotalBolt(layout), 1)
                    .globalGrouping(Names.COUNT)
                    .globalGrouping(Names.COUNT, Names.END);
        }
        return builder;
    }

    private static IRichSpout spout(Layout layout, RunSpec spec) {
        return spec.source() == SourceKind.KAFKA
                ? new KafkaEventSpout(layout.runId(), KafkaEventSpout.config(spec))
                : new EventSpout(layout.runId(), true);
    }
}
