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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

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

    /**
     * Writes the records, headers not counted, and returns how many; all are acknowledged by then. A header goes to the
     * beginning of each partition of a new topic, as it stands at the beginning of a file.
     *
     * @param isNew whether the topic has no records yet
     */
    long load(InputNode input, Binding.Topic topic, int partitions, boolean isNew) {
        boolean headers = input.format() instanceof InputFormat.Csv csv && csv.header();
        Loading loading = new Loading(topic.topic(), partitions, headers, isNew);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(properties);
                SourceReader reader = open(input, topic)) {
            Intake intake = new Intake();
            while (reader.poll(partition -> true, POLL_RECORDS, POLL_BYTES, intake)) {
                loading.write(intake, producer);
                intake.clear();
            }
            producer.flush();
        }
        loading.requireWritten();
        return loading.written;
    }

    /** One topic being loaded. */
    private static final class Loading {
        private final String topic;
        private final int partitions;
        private final boolean headers;
        private final boolean isNew;
        private final AtomicReference<Exception> failure = new AtomicReference<>();
        private byte @Nullable [] header;
        private long written;

        Loading(String topic, int partitions, boolean headers, boolean isNew) {
            this.topic = topic;
            this.partitions = partitions;
            this.headers = headers;
            this.isNew = isNew;
        }

        void write(Intake intake, KafkaProducer<byte[], byte[]> producer) {
            RecordChunk records = intake.records();
            for (int i = 0; i < records.count(); i++) {
                byte[] record = Arrays.copyOfRange(records.data(), records.start(i), records.end(i));
                if (headers && records.offset(i) == 0) {
                    header(record, producer);
                } else {
                    send(producer, (int) (written++ % partitions), record);
                }
            }
            for (Intake.Reject reject : intake.rejects()) {
                throw CliException.failed(
                        "record " + reject.offset() + " cannot be loaded into a topic: " + reject.detail());
            }
        }

        void requireWritten() {
            Exception e = failure.get();
            if (e != null) {
                throw CliException.failed("topic '" + topic + "' cannot be written: " + e.getMessage());
            }
        }

        private void header(byte[] record, KafkaProducer<byte[], byte[]> producer) {
            byte[] first = header;
            if (first != null && !Arrays.equals(first, record)) {
                throw CliException.failed("files with different headers cannot be loaded into one topic: '"
                        + new String(first, StandardCharsets.UTF_8) + "' and '"
                        + new String(record, StandardCharsets.UTF_8) + "'");
            }
            header = record;
            for (int partition = 0; first == null && isNew && partition < partitions; partition++) {
                send(producer, partition, record);
            }
        }

        private void send(KafkaProducer<byte[], byte[]> producer, int partition, byte[] record) {
            producer.send(new ProducerRecord<>(topic, partition, null, record), (metadata, e) -> {
                if (e != null) {
                    failure.compareAndSet(null, e);
                }
            });
        }
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
