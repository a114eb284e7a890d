package dev.freshet.bolts.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Appends in transactions, each with the number of the append: as the offset that a consumer group of the writer's name has committed for
 * partition 0 of the topic. Whoever begins under a name ends, or finishes, what its predecessor had begun, and no transaction of the
 * predecessor's can be committed from then on. So the number that is read behind that stays true until the next commit of one's own: an
 * append whose outcome is unknown is made again by another writer of that name, which sees whether it is there.
 */
final class OnceWriter implements TopicWriter {
    private static final Duration READ_BOUND = Duration.ofSeconds(10);

    private final KafkaTarget kafka;
    private final String name;
    private final KafkaProducer<byte[], byte[]> producer;
    /** By topic, the number of the last append. */
    private final Map<String, Long> last = new HashMap<>();

    private OnceWriter(KafkaTarget kafka, String name, KafkaProducer<byte[], byte[]> producer) {
        this.kafka = kafka;
        this.name = name;
        this.producer = producer;
    }

    /** The writer that is the only one of its name from now on. */
    static OnceWriter begin(KafkaTarget kafka, String name) {
        OnceWriter writer = new OnceWriter(kafka, name, kafka.producer(name));
        try {
            writer.producer.initTransactions();
            return writer;
        } catch (RuntimeException e) {
            writer.close();
            throw e;
        }
    }

    @Override
    public void append(TopicAppend append) {
        String topic = append.topic();
        if (append.number() <= last.computeIfAbsent(topic, this::read)) {
            return;
        }
        producer.beginTransaction();
        for (byte[] bytes : append.rows()) {
            TopicRow row = TopicRow.of(bytes);
            // What fails is thrown by the commit.
            var unused = producer.send(new ProducerRecord<>(topic, row.key(), row.value()));
        }
        producer.sendOffsetsToTransaction(
                Map.of(marker(topic), new OffsetAndMetadata(append.number(), "appended up to this epoch")),
                new ConsumerGroupMetadata(name));
        producer.commitTransaction();
        last.put(topic, append.number());
    }

    private long read(String topic) {
        TopicPartition marker = marker(topic);
        try (KafkaConsumer<byte[], byte[]> consumer = kafka.consumer(name)) {
            OffsetAndMetadata committed =
                    consumer.committed(Set.of(marker), READ_BOUND).get(marker);
            return committed == null ? Long.MIN_VALUE : committed.offset();
        }
    }

    private static TopicPartition marker(String topic) {
        return new TopicPartition(topic, 0);
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
