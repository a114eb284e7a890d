package dev.freshet.bolts.kafka;

import dev.freshet.storm.Secrets;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A Kafka that topics are written to.
 *
 * @param brokers {@code host:port}, several with commas
 * @param properties further properties of clients; may hold secrets, so they are never printed
 */
public record KafkaTarget(String brokers, Map<String, String> properties) implements Serializable {
    private static final int REQUEST_MS = 10_000;
    private static final int DELIVERY_MS = 30_000;

    public KafkaTarget {
        properties = Map.copyOf(properties);
        if (brokers.isBlank()) {
            throw new IllegalArgumentException("results in topics need brokers");
        }
    }

    /**
     * A producer that sends no record twice by itself.
     *
     * @param transactionalId under which it is the only one; empty for one without transactions
     */
    KafkaProducer<byte[], byte[]> producer(String transactionalId) {
        Map<String, Object> all = new HashMap<>();
        all.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_MS);
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, REQUEST_MS);
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, DELIVERY_MS);
        all.putAll(properties);
        // Of a consumer, or ours.
        all.remove(ProducerConfig.INTERCEPTOR_CLASSES_CONFIG);
        all.remove(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
        if (!transactionalId.isEmpty()) {
            all.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        }
        all.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        all.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        all.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return new KafkaProducer<>(all);
    }

    /**
     * A consumer that tells which topics there are, and what a group has committed for good.
     *
     * @param group empty for none
     */
    KafkaConsumer<byte[], byte[]> consumer(String group) {
        Map<String, Object> all = new HashMap<>(properties);
        all.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
        all.remove(ConsumerConfig.GROUP_ID_CONFIG);
        if (!group.isEmpty()) {
            all.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        }
        all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        all.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        all.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return new KafkaConsumer<>(all);
    }

    /** One sentence for people: where, and why not. */
    public String sentence(Throwable problem) {
        return "Kafka at " + brokers + ": " + Secrets.reason(problem, properties);
    }

    @Override
    public String toString() {
        return "KafkaTarget[" + brokers + "]";
    }
}
