package dev.freshet.spouts.kafka;

import dev.freshet.spouts.source.ReaderContext;
import dev.freshet.spouts.source.SourceFailure;
import dev.freshet.storm.Secrets;
import java.nio.ByteBuffer;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteBufferDeserializer;

/** Makes consumers, and words what they complain of without what is secret in their settings. */
final class KafkaClient {
    private static final int METADATA_MAX_AGE_MS = 1_000;

    private KafkaClient() {}

    static KafkaConsumer<Void, ByteBuffer> consumer(KafkaInput input, ReaderContext context) {
        Properties all = new Properties();
        all.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, METADATA_MAX_AGE_MS);
        all.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000);
        all.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 65_536);
        all.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 << 20);
        // The system's own size, which grows with what comes; the client's is 64 KiB.
        all.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, -1);
        all.putAll(input.properties());
        all.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, input.brokers());
        all.put(ConsumerConfig.GROUP_ID_CONFIG, input.groupId().isEmpty() ? context.job() : input.groupId());
        all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
        // What is gone is to be told, not passed over.
        all.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        all.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, NoKey.class.getName());
        all.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteBufferDeserializer.class.getName());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try {
            thread.setContextClassLoader(KafkaConsumer.class.getClassLoader());
            return new KafkaConsumer<>(all);
        } catch (KafkaException e) {
            throw new SourceFailure("Kafka at " + input.brokers() + " cannot be used: " + words(e, input));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** The cause's own words, with the values of secret settings taken out. */
    static String words(Throwable problem, KafkaInput input) {
        return Secrets.reason(problem, input.properties());
    }
}
