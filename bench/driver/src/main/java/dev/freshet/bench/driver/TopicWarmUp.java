package dev.freshet.bench.driver;

import dev.freshet.bench.engine.RunSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads a topic through once, before the first engine does: so that the broker has compiled what it reads with, and the
 * system has had time to write the topic to the disk. Without it, both would be paid by whoever comes first.
 */
final class TopicWarmUp {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration POLL_TIME = Duration.ofMillis(100);

    private TopicWarmUp() {}

    /** Reads as many records as the run has events. */
    static void read(String bootstrap, String topic, RunSpec spec) {
        List<TopicPartition> partitions = IntStream.range(0, spec.parallelism())
                .mapToObj(i -> new TopicPartition(topic, i))
                .toList();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(properties(bootstrap))) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long left = spec.events();
            long lastNanos = System.nanoTime();
            while (left > 0) {
                int count = consumer.poll(POLL_TIME).count();
                left -= count;
                long nowNanos = System.nanoTime();
                if (count > 0) {
                    lastNanos = nowNanos;
                } else if (nowNanos - lastNanos > PATIENCE.toNanos()) {
                    throw new BenchException("the topic that was loaded lacks " + left + " events");
                }
            }
        }
    }

    private static Map<String, Object> properties(String bootstrap) {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrap,
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                16_384,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                4 << 20,
                ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class.getName(),
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class.getName());
    }
}
