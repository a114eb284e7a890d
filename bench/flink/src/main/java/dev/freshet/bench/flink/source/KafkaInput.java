package dev.freshet.bench.flink.source;

import dev.freshet.bench.engine.RunSpec;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;

/** The run's topic, from its beginning to what is its end when the job starts, or without end. */
public final class KafkaInput {
    private KafkaInput() {}

    public static <T> KafkaSource<T> of(RunSpec spec, long runId, DeserializationSchema<T> schema) {
        KafkaSourceBuilder<T> source = KafkaSource.<T>builder()
                .setBootstrapServers(spec.bootstrap())
                .setTopics(spec.topic())
                .setGroupId("bench-flink")
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setProperty("fetch.min.bytes", spec.ratePerSecond() > 0 ? "1" : "65536")
                .setProperty("fetch.max.wait.ms", "50")
                .setProperty("max.partition.fetch.bytes", Integer.toString(4 << 20))
                .setProperty("max.poll.records", "5000")
                .setDeserializer(KafkaRecordDeserializationSchema.valueOnly(new Started<>(runId, schema)));
        // Where events come at a rate there is no end.
        return (spec.ratePerSecond() > 0 ? source : source.setBounded(OffsetsInitializer.latest())).build();
    }
}
