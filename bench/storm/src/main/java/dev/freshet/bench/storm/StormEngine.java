package dev.freshet.bench.storm;

import dev.freshet.bench.answer.Answer;
import dev.freshet.bench.engine.Completion;
import dev.freshet.bench.engine.Engine;
import dev.freshet.bench.engine.Run;
import dev.freshet.bench.engine.RunResult;
import dev.freshet.bench.engine.RunSpec;
import dev.freshet.bench.engine.SinkKind;
import dev.freshet.bench.engine.SourceKind;
import dev.freshet.bench.job.JobName;
import dev.freshet.bench.sink.RedisResults;
import java.util.Set;
import org.apache.storm.Config;
import org.apache.storm.topology.BoltDeclarer;
import org.apache.storm.topology.IRichSpout;
import org.apache.storm.topology.TopologyBuilder;
import org.apache.storm.tuple.Fields;

/**
 * Storm as its users write it: a tuple an event, every tuple anchored and acked, Jackson, aggregation in hash maps. Tuned
 * for two cores: batched hand-over between executors, few pending tuples, no spinning while waiting.
 */
public final class StormEngine implements Engine {
    private static final Set<JobName> JOBS = Set.of(JobName.VIEWS, JobName.HOP, JobName.TOPK, JobName.RULES);
    private static final String TOPOLOGY = "bench-storm";

    @Override
    public String name() {
        return "storm";
    }

    @Override
    public boolean supports(JobName job, SourceKind source, SinkKind sink) {
        return JOBS.contains(job);
    }

    @Override
    public RunResult run(Run run) throws Exception {
        int parallelism = run.spec().parallelism();
        Completion completion = Completion.OPEN.open(run.id(), new Completion(run.meter(), parallelism));
        try (LocalStorm storm = new LocalStorm()) {
            storm.submit(
                    TOPOLOGY,
                    config(),
                    topology(Layout.of(run.id(), run.spec()), parallelism).createTopology());
            completion.await();
            storm.kill(TOPOLOGY);
        } finally {
            Completion.OPEN.close(run.id());
        }
        RunSpec spec = run.spec();
        Answer answer = spec.sink() == SinkKind.REDIS ? RedisResults.readBack(spec.redis(), spec.job()) : run.answer();
        return run.result(name(), answer, null);
    }

    private static TopologyBuilder topology(Layout layout, int parallelism) {
        TopologyBuilder builder = new TopologyBuilder();
        builder.setSpout(Names.SPOUT, spout(layout), parallelism);
        BoltDeclarer counts;
        if (layout.job() == JobName.RULES) {
            counts = builder.setBolt(Names.COUNT, new RulesBolt(layout), parallelism)
                    .localOrShuffleGrouping(Names.SPOUT);
        } else {
            builder.setBolt(Names.PARSE, new ParseBolt(layout.job()), parallelism)
                    .localOrShuffleGrouping(Names.SPOUT);
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

    private static IRichSpout spout(Layout layout) {
        RunSpec spec = Run.of(layout.runId()).spec();
        return spec.source() == SourceKind.KAFKA
                ? new KafkaEventSpout(layout.runId(), KafkaEventSpout.config(spec))
                : new EventSpout(layout.runId());
    }

    private static Config config() {
        Config config = new Config();
        config.setNumWorkers(1);
        config.setNumAckers(1);
        config.setMaxSpoutPending(Layout.PENDING);
        config.setMessageTimeoutSecs(120);
        config.put(Config.TOPOLOGY_PRODUCER_BATCH_SIZE, 100);
        config.put(Config.TOPOLOGY_BATCH_FLUSH_INTERVAL_MILLIS, 1);
        config.put(Config.TOPOLOGY_DISABLE_LOADAWARE_MESSAGING, true);
        config.put(Config.TOPOLOGY_BOLT_WAIT_PROGRESSIVE_LEVEL1_COUNT, 0);
        config.put(Config.TOPOLOGY_BOLT_WAIT_PROGRESSIVE_LEVEL2_COUNT, 0);
        config.put(Config.TOPOLOGY_STATS_SAMPLE_RATE, 0.001);
        return config;
    }
}
