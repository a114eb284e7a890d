package dev.freshet.bench.storm;

import dev.freshet.bench.answer.Answer;
import dev.freshet.bench.engine.Completion;
import dev.freshet.bench.engine.Engine;
import dev.freshet.bench.engine.Run;
import dev.freshet.bench.engine.RunResult;
import dev.freshet.bench.engine.RunSpec;
import dev.freshet.bench.engine.SinkKind;
import dev.freshet.bench.sink.RedisResults;
import org.apache.storm.Config;
import org.apache.storm.topology.TopologyBuilder;

/**
 * A job on a Storm of its own, in this JVM. Tuned for two cores: batched hand-over between executors, few pending tuples, no
 * spinning while waiting.
 */
abstract class ClusterEngine implements Engine {
    private static final String TOPOLOGY = "bench-storm";

    /** Of as many tasks as the run has of each kind, one says for each when the run is done. */
    abstract TopologyBuilder topology(Layout layout, RunSpec spec);

    /** How many tuples a spout may have pending. */
    int pending(RunSpec spec) {
        return Layout.PENDING;
    }

    @Override
    public RunResult run(Run run) throws Exception {
        RunSpec spec = run.spec();
        Completion completion = Completion.OPEN.open(run.id(), new Completion(run.meter(), spec.parallelism()));
        try (LocalStorm storm = new LocalStorm()) {
            TopologyBuilder topology = topology(Layout.of(run.id(), spec), spec);
            storm.submit(TOPOLOGY, config(pending(spec)), topology.createTopology());
            completion.await();
            storm.kill(TOPOLOGY);
        } finally {
            Completion.OPEN.close(run.id());
        }
        Answer answer = spec.sink() == SinkKind.REDIS ? RedisResults.readBack(spec.redis(), spec.job()) : run.answer();
        return run.result(name(), answer, null);
    }

    private static Config config(int pending) {
        Config config = new Config();
        config.setNumWorkers(1);
        config.setNumAckers(1);
        config.setMaxSpoutPending(pending);
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
