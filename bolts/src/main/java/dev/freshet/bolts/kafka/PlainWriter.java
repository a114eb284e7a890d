package dev.freshet.bolts.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/** Appends without transactions: at least once. */
final class PlainWriter implements TopicWriter {
    private final KafkaProducer<byte[], byte[]> producer;

    PlainWriter(KafkaTarget kafka) {
        this.producer = kafka.producer("");
    }

    @Override
    public void append(TopicAppend append) {
        List<Future<RecordMetadata>> sent = new ArrayList<>(append.rows().size());
        for (byte[] bytes : append.rows()) {
            TopicRow row = TopicRow.of(bytes);
            sent.add(producer.send(new ProducerRecord<>(append.topic(), row.key(), row.value())));
        }
        producer.flush();
        for (Future<RecordMetadata> answer : sent) {
            try {
                answer.get();
            } catch (ExecutionException e) {
                throw new KafkaException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new KafkaException(e);
            }
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
