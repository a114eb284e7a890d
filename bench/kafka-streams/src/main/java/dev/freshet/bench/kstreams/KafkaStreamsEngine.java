package dev.freshet.bench.kstreams;

import dev.freshet.bench.answer.Answer;
import dev.freshet.bench.engine.Engine;
import dev.freshet.bench.engine.Run;
import dev.freshet.bench.engine.RunResult;
import dev.freshet.bench.engine.RunSpec;
import dev.freshet.bench.engine.SinkKind;
import dev.freshet.bench.engine.SourceKind;
import dev.freshet.bench.job.JobName;
import dev.freshet.bench.sink.RedisResults;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/**
 * The jobs on Kafka Streams, from Kafka only: {@code views} and {@code join} in the DSL, the others in the Processor API. State in memory, without
 * change logs.
 */
public final class KafkaStreamsEngine implements Engine {
    @Override
    public String name() {
        return "kafka-streams";
    }

    @Override
    public boolean supports(JobName job, SourceKind source, SinkKind sink) {
        return sink.takes(job) && source == SourceKind.KAFKA;
    }

    @Override
    public RunResult run(Run run) throws Exception {
        RunSpec spec = run.spec();
        boolean dsl = spec.job() == JobName.VIEWS || spec.job() == JobName.JOIN;
        Progress progress = new Progress(run.meter(), spec.events(), dsl ? 0 : spec.parallelism());
        Topology topology = switch (spec.job()) {
            case VIEWS -> ViewsTopology.of(run, progress);
            case JOIN -> JoinTopology.of(run, progress);
            default -> WindowsTopology.of(run, progress);
        };
        try (KafkaStreams streams = new KafkaStreams(topology, properties(spec))) {
            streams.setUncaughtExceptionHandler(e -> {
                progress.failed(e);
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            });
            streams.start();
            progress.await();
        }
        run.meter().stop();
        Answer answer = spec.sink() == SinkKind.REDIS ? RedisResults.readBack(spec.redis(), spec.job()) : run.answer();
        return run.result(name(), answer, null);
    }

    private static Properties properties(RunSpec spec) {
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "bench-" + UUID.randomUUID());
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, spec.bootstrap());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, System.getProperty("java.io.tmpdir") + "/kafka-streams");
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, spec.parallelism());
        // Each commit empties the cache into the sink: seldom for throughput, often where results are waited for.
        properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, spec.ratePerSecond() > 0 ? 100 : 10_000);
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 256L << 20);
        properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, 10_000);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_POLL_RECORDS_CONFIG), 10_000);
        properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG), 4 << 20);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 256 << 10);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), 20);
        return properties;
    }
}
