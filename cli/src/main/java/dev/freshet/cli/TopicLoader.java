package dev.freshet.cli;

import dev.freshet.core.decode.InputFormat;
import dev.freshet.core.decode.RecordChunk;
import dev.freshet.core.operator.Counters;
import dev.freshet.core.plan.InputNode;
import dev.freshet.spouts.file.FileInput;
import dev.freshet.spouts.source.Intake;
import dev.freshet.spouts.source.ReaderContext;
import dev.freshet.spouts.source.SourceReader;
import dev.freshet.topologies.job.Binding;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes the records of files into a topic, as a file source would read them: in order, to the partitions in turn. */
final class TopicLoader {
    private static final int POLL_RECORDS = 4096;
    private static final int POLL_BYTES = 1 << 20;

    private final Properties properties = new Properties();
    private final long events;

    /**
     * @param events how many records of each input are written at most
     */
    TopicLoader(String brokers, Map<String, String> clientProperties, long events) {
        this.events = events;
        properties.putAll(clientProperties);
        properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
        properties.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        properties.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        properties.put(ProducerConfig.LINGER_MS_CONFIG, "20");
        properties.put(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(1 << 18));
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(16 << 20));
    }

    /** Returns how many records were written; all are acknowledged by then. */
    long load(InputNode input, Binding.Topic topic, int partitions) {
        AtomicReference<Exception> failure = new AtomicReference<>();
        long written = 0;
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(properties);
                SourceReader reader = open(input, topic)) {
            boolean skipHeaders = input.format() instanceof InputFormat.Csv csv && csv.header();
            Intake intake = new Intake();
            while (reader.poll(partition -> true, POLL_RECORDS, POLL_BYTES, intake)) {
                RecordChunk records = intake.records();
                for (int i = 0; i < records.count(); i++) {
                    if (skipHeaders && records.offset(i) == 0) {
                        continue;
                    }
                    byte[] record = Arrays.copyOfRange(records.data(), records.start(i), records.end(i));
                    int partition = (int) (written++ % partitions);
                    producer.send(new ProducerRecord<>(topic.topic(), partition, null, record), (metadata, e) -> {
                        if (e != null) {
                            failure.compareAndSet(null, e);
                        }
                    });
                }
                for (Intake.Reject reject : intake.rejects()) {
                    throw CliException.failed(
                            "record " + reject.offset() + " cannot be loaded into a topic: " + reject.detail());
                }
                intake.clear();
            }
            producer.flush();
        }
        Exception e = failure.get();
        if (e != null) {
            throw CliException.failed("topic '" + topic.topic() + "' cannot be written: " + e.getMessage());
        }
        return written;
    }

    private SourceReader open(InputNode input, Binding.Topic topic) {
        FileInput files =
                new FileInput(topic.loadFirst().stream().map(Path::toString).toList(), events);
        return files.open(new ReaderContext(
                "load",
                input.name(),
                0,
                1,
                input.format(),
                input.maxRecordBytes(),
                System::currentTimeMillis,
                new Counters()));
    }
}
