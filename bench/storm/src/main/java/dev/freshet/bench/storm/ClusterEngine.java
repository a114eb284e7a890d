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
 *
 * <p>Batches need queues that never fill. What Storm set aside because a queue was full it puts into a batch later, but does not
 * mark the batch to be flushed: unless more comes for the same executor, it stays there for good.
 */
abstract class ClusterEngine implements Engine {
    private static final String TOPOLOGY = "bench-storm";
    private static final int BATCH = 100;
    private static final int FLUSH_MS = 1;
    /** Of a tuple pending, at the acker: that it is, and that the spout's, the parser's and the counter's part is done. */
    private static final int ACKS = 4;

    /** Of as many tasks as the run has of each kind, one says for each when the run is done. */
    abstract TopologyBuilder topology(Layout layout, RunSpec spec);

    /** How many tuples a spout may have pending. */
    int pending(RunSpec spec) {
        return Layout.PENDING;
    }

    /** How many tuples an executor hands over at a time. */
    int batch() {
        return BATCH;
    }

    /** How often unfinished batches are handed over, milliseconds. */
    int flushMs() {
        return FLUSH_MS;
    }

    @Override
    public RunResult run(Run run) throws Exception {
        RunSpec spec = run.spec();
        Completion completion = Completion.OPEN.open(run.id(), new Completion(run.meter(), spec.parallelism()));
        try (LocalStorm storm = new LocalStorm()) {
            TopologyBuilder topology = topology(Layout.of(run.id(), spec), spec);
            storm.submit(TOPOLOGY, config(spec), topology.createTopology());
            completion.await();
            storm.kill(TOPOLOGY);
        } finally {
            Completion.OPEN.close(run.id());
        }
        Answer answer = spec.sink() == SinkKind.REDIS ? RedisResults.readBack(spec.redis(), spec.job()) : run.answer();
        return run.result(name(), answer, null);
    }

    private Config config(RunSpec spec) {
        int pending = pending(spec);
        Config config = new Config();
        config.setNumWorkers(1);
        config.setNumAckers(1);
        config.setMaxSpoutPending(pending);
        config.setMessageTimeoutSecs(120);
        config.put(Config.TOPOLOGY_PRODUCER_BATCH_SIZE, batch());
        if (batch() > 1) {
            int most = Math.multiplyExact(ACKS * spec.parallelism(), pending);
            config.put(Config.TOPOLOGY_EXECUTOR_RECEIVE_BUFFER_SIZE, 2 * Integer.highestOneBit(most));
        }
        config.put(Config.TOPOLOGY_BATCH_FLUSH_INTERVAL_MILLIS, flushMs());
        config.put(Config.TOPOLOGY_DISABLE_LOADAWARE_MESSAGING, true);
        config.put(Config.TOPOLOGY_BOLT_WAIT_PROGRESSIVE_LEVEL1_COUNT, 0);
        config.put(Config.TOPOLOGY_BOLT_WAIT_PROGRESSIVE_LEVEL2_COUNT, 0);
        config.put(Config.TOPOLOGY_STATS_SAMPLE_RATE, 0.001);
        return config;
    }
}
