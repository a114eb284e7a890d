package dev.freshet.spouts.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.decode.InputFormat;
import dev.freshet.core.decode.RecordChunk;
import dev.freshet.core.operator.Counters;
import dev.freshet.services.kafka.KafkaBroker;
import dev.freshet.spouts.source.Intake;
import dev.freshet.spouts.source.ReaderContext;
import dev.freshet.spouts.source.SourceFailure;
import dev.freshet.spouts.source.SourceReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class KafkaReaderIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static KafkaBroker broker;
    private static int topics;

    private final Counters counters = new Counters();
    private final Map<Integer, List<String>> read = new TreeMap<>();

    @BeforeAll
    static void start() {
        broker = KafkaBroker.start();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void readsEachPartitionInOrderToTheEnd() {
        String topic = topic(3);
        fill(topic, 0, 0, 5_000, Map.of("compression.type", "zstd"));
        fill(topic, 2, 0, 10, Map.of("compression.type", "lz4"));
        try (SourceReader reader =
                open(KafkaInput.of(broker.bootstrapServers(), topic).toTheEnd(), 0, 1)) {
            fill(topic, 0, 5_000, 5_100, Map.of());
            assertThat(reader.partitions()).containsExactly(0, 1, 2);
            assertThat(reader.finished(1)).isTrue();
            readUntil(reader, () -> allFinished(reader));
        }
        assertThat(read.get(0)).isEqualTo(numbers(0, 5_000));
        assertThat(read.get(2)).isEqualTo(numbers(0, 10));
    }

    @Test
    void asksOnAtOnceWhileAnAnswerIsOnItsWay() {
        String topic = topic(1);
        fill(topic, 0, 0, 200_000, Map.of());
        KafkaInput input = KafkaInput.of(broker.bootstrapServers(), topic).toTheEnd();
        // On a clock that stands, a pause after a poll that brought nothing would never end.
        try (SourceReader reader = open(input, 0, 1, () -> 0)) {
            readUntil(reader, () -> allFinished(reader));
        }
        assertThat(read.get(0)).isEqualTo(numbers(0, 200_000));
    }

    @Test
    void tasksShareThePartitions() {
        String topic = topic(5);
        KafkaInput input = KafkaInput.of(broker.bootstrapServers(), topic).toTheEnd();
        try (SourceReader first = open(input, 0, 2);
                SourceReader second = open(input, 1, 2)) {
            assertThat(first.partitions()).containsExactly(0, 2, 4);
            assertThat(second.partitions()).containsExactly(1, 3);
        }
    }

    @Test
    void goesOnFromWhatWasCommitted() {
        String topic = topic(1);
        fill(topic, 0, 0, 100, Map.of());
        KafkaInput input = KafkaInput.of(broker.bootstrapServers(), topic)
                .from(KafkaStart.lastCommitted())
                .inGroup("resume");
        try (SourceReader reader = open(input, 0, 1)) {
            readUntil(reader, () -> count(0) == 100);
            reader.processed(0, 40);
        }
        read.clear();
        try (SourceReader reader = open(input.toTheEnd(), 0, 1)) {
            readUntil(reader, () -> allFinished(reader));
        }
        assertThat(read.get(0)).isEqualTo(numbers(40, 100));
    }

    @Test
    void startsAtTheLatestAndSeeks() {
        String topic = topic(1);
        fill(topic, 0, 0, 100, Map.of());
        KafkaInput input = KafkaInput.of(broker.bootstrapServers(), topic).from(KafkaStart.latest());
        try (SourceReader reader = open(input, 0, 1)) {
            fill(topic, 0, 100, 110, Map.of());
            readUntil(reader, () -> count(0) == 10);
            assertThat(read.get(0)).isEqualTo(numbers(100, 110));
            reader.seek(0, 95);
            read.clear();
            readUntil(reader, () -> count(0) == 15);
            assertThat(read.get(0)).isEqualTo(numbers(95, 110));
        }
    }

    @Test
    void survivesARestartOfTheBroker() {
        try (KafkaBroker own = KafkaBroker.start()) {
            String topic = topic(own, 1);
            fill(own, topic, 0, 0, 50, Map.of());
            try (SourceReader reader = open(KafkaInput.of(own.bootstrapServers(), topic), 0, 1)) {
                readUntil(reader, () -> count(0) == 50);
                long silentUntil = System.currentTimeMillis() + 3_000;
                readUntil(reader, () -> System.currentTimeMillis() > silentUntil);
                assertThat(reader.answers()).as("nothing comes").isTrue();
                own.stop();
                readUntil(reader, () -> !reader.answers());
                own.restart();
                fill(own, topic, 0, 50, 80, Map.of());
                readUntil(reader, () -> count(0) == 80 && reader.answers());
            }
        }
        assertThat(read.get(0)).isEqualTo(numbers(0, 80));
    }

    @Test
    void noticesNewPartitions() throws ExecutionException, InterruptedException {
        String topic = topic(1);
        try (SourceReader reader = open(KafkaInput.of(broker.bootstrapServers(), topic), 0, 1);
                Admin admin = admin(broker)) {
            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(2)))
                    .all()
                    .get();
            fill(topic, 1, 0, 10, Map.of());
            readUntil(reader, () -> count(1) == 10);
            assertThat(reader.partitions()).containsExactly(0, 1);
        }
        assertThat(counters.read()).containsEntry(TopicChanges.ADDED, 1L);
        assertThat(counters.notes().get(TopicChanges.TOPIC_CHANGE))
                .isEqualTo("topic '" + topic + "' has a new partition, 1, which is read from its beginning");
    }

    @Test
    void abortedTransactionsAreNoRecordsButHaveOffsets() {
        String topic = topic(1);
        Map<String, String> transactional = Map.of("transactional.id", topic);
        try (KafkaProducer<String, String> producer = producer(broker, transactional)) {
            producer.initTransactions();
            producer.beginTransaction();
            numbers(0, 5).forEach(text -> producer.send(new ProducerRecord<>(topic, 0, null, text)));
            producer.commitTransaction();
            producer.beginTransaction();
            numbers(5, 9).forEach(text -> producer.send(new ProducerRecord<>(topic, 0, null, text)));
            producer.abortTransaction();
        }
        KafkaInput input = KafkaInput.of(broker.bootstrapServers(), topic)
                .with(Map.of("isolation.level", "read_committed"))
                .toTheEnd();
        try (SourceReader reader = open(input, 0, 1)) {
            readUntil(reader, () -> allFinished(reader));
        }
        assertThat(read.get(0)).isEqualTo(numbers(0, 5));
    }

    @Test
    void tombstonesArePassedOverAndLargeRecordsTurnedDown() {
        String topic = topic(1);
        try (KafkaProducer<String, String> producer = producer(broker, Map.of())) {
            producer.send(new ProducerRecord<>(topic, 0, "key", null));
            producer.send(new ProducerRecord<>(topic, 0, null, "x".repeat(2_000)));
            producer.send(new ProducerRecord<>(topic, 0, null, "0"));
        }
        Intake all = new Intake();
        try (SourceReader reader =
                open(KafkaInput.of(broker.bootstrapServers(), topic).toTheEnd(), 0, 1)) {
            await(() -> reader.poll(partition -> true, 100, 1 << 20, all));
        }
        assertThat(all.read()).isEqualTo(3);
        assertThat(all.records().count()).isEqualTo(1);
        assertThat(all.rejects())
                .singleElement()
                .satisfies(reject -> assertThat(reject.offset()).isEqualTo(1));
        assertThat(counters.read()).containsEntry("tombstones", 1L);
    }

    @Test
    void topicThatIsNotThereIsAClearError() {
        long startNanos = System.nanoTime();
        assertThatThrownBy(() -> open(KafkaInput.of(broker.bootstrapServers(), "nowhere"), 0, 1))
                .isInstanceOf(SourceFailure.class)
                .hasMessage("topic 'nowhere' does not exist at " + broker.bootstrapServers());
        assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void recordsThatWereDeletedArePassedOver() throws ExecutionException, InterruptedException {
        String topic = topic(1);
        fill(topic, 0, 0, 100, Map.of());
        KafkaInput input = KafkaInput.of(broker.bootstrapServers(), topic)
                .from(KafkaStart.lastCommitted())
                .inGroup("truncated");
        try (SourceReader reader = open(input, 0, 1)) {
            readUntil(reader, () -> count(0) == 100);
            reader.processed(0, 10);
        }
        read.clear();
        try (SourceReader reader = open(input.toTheEnd(), 0, 1);
                Admin admin = admin(broker)) {
            admin.deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(60)))
                    .all()
                    .get();
            readUntil(reader, () -> allFinished(reader));
        }
        assertThat(read.get(0)).as("after the start was found").isEqualTo(numbers(60, 100));
        assertThat(counters.read()).containsEntry(TopicChanges.LOST, 50L);
        assertThat(counters.notes().get(TopicChanges.TOPIC_CHANGE))
                .isEqualTo("topic '" + topic
                        + "', partition 0, begins at offset 60: up to 50 records were deleted before they were read");
        read.clear();
        try (SourceReader reader = open(input.toTheEnd(), 0, 1)) {
            readUntil(reader, () -> allFinished(reader));
        }
        assertThat(read.get(0)).as("before").isEqualTo(numbers(60, 100));
        assertThat(counters.read()).as("counted again by whoever starts there").containsEntry(TopicChanges.LOST, 100L);
    }

    @Test
    void topicWhoseRecordsAreAllDeletedComesToItsEnd() throws ExecutionException, InterruptedException {
        String topic = topic(1);
        fill(topic, 0, 0, 100, Map.of());
        try (SourceReader reader =
                        open(KafkaInput.of(broker.bootstrapServers(), topic).toTheEnd(), 0, 1);
                Admin admin = admin(broker)) {
            admin.deleteRecords(Map.of(new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(100)))
                    .all()
                    .get();
            readUntil(reader, () -> allFinished(reader));
        }
        assertThat(count(0)).isZero();
    }

    @Test
    void topicThatIsMadeAnewIsReadFromItsBeginning() throws ExecutionException, InterruptedException {
        String topic = topic(1);
        fill(topic, 0, 0, 100, Map.of());
        try (SourceReader reader = open(KafkaInput.of(broker.bootstrapServers(), topic), 0, 1);
                Admin admin = admin(broker)) {
            readUntil(reader, () -> count(0) == 100);
            admin.deleteTopics(List.of(topic)).all().get();
            await(() -> create(admin, topic));
            fill(topic, 0, 0, 10, Map.of());
            readUntil(reader, () -> count(0) == 110);
            assertThat(reader.position(0)).isEqualTo(10);
        }
        assertThat(read.getOrDefault(0, List.of()).subList(100, 110)).isEqualTo(numbers(0, 10));
        assertThat(counters.read()).containsEntry(TopicChanges.SHORTENED, 1L);
        assertThat(counters.notes().get(TopicChanges.TOPIC_CHANGE))
                .startsWith(
                        "topic '" + topic
                                + "', partition 0, has been made anew, or has lost records: it was read up to offset 100, and ends at ");
    }

    /** False while the one of that name is still being deleted. */
    private static boolean create(Admin admin, String topic) {
        try {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
            return true;
        } catch (ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void topicThatIsDeletedMeanwhileIsAClearError() throws ExecutionException, InterruptedException {
        String topic = topic(1);
        fill(topic, 0, 0, 10, Map.of());
        try (SourceReader reader = open(KafkaInput.of(broker.bootstrapServers(), topic), 0, 1);
                Admin admin = admin(broker)) {
            readUntil(reader, () -> count(0) == 10);
            admin.deleteTopics(List.of(topic)).all().get();
            assertThatThrownBy(() -> readUntil(reader, () -> false))
                    .isInstanceOf(SourceFailure.class)
                    .hasMessage("topic '" + topic + "' does not exist any more at " + broker.bootstrapServers());
        }
    }

    @Test
    void brokerThatIsNotThereIsAClearError() {
        long startNanos = System.nanoTime();
        assertThatThrownBy(() -> open(KafkaInput.of("127.0.0.1:1", "flows"), 0, 1))
                .isInstanceOf(SourceFailure.class)
                .hasMessageStartingWith("Kafka at 127.0.0.1:1 does not answer");
        assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void topicThatIsDeletedBeforeItsEndIsAClearError() throws ExecutionException, InterruptedException {
        String topic = topic(1);
        fill(topic, 0, 0, 10, Map.of());
        KafkaInput input = KafkaInput.of(broker.bootstrapServers(), topic).toTheEnd();
        try (SourceReader reader = open(input, 0, 1);
                Admin admin = admin(broker)) {
            admin.deleteTopics(List.of(topic)).all().get();
            assertThatThrownBy(() -> readUntil(reader, () -> false))
                    .isInstanceOf(SourceFailure.class)
                    .hasMessageContaining("does not exist any more");
        }
    }

    private SourceReader open(KafkaInput input, int task, int tasks) {
        return open(input, task, tasks, System::currentTimeMillis);
    }

    private SourceReader open(KafkaInput input, int task, int tasks, LongSupplier clock) {
        return input.open(
                new ReaderContext("job", "flows", task, tasks, new InputFormat.Json(), 1_000, clock, counters));
    }

    private void readUntil(SourceReader reader, BooleanSupplier done) {
        await(() -> {
            readOnce(reader);
            return done.getAsBoolean();
        });
    }

    private void readOnce(SourceReader reader) {
        reader.tick(System.currentTimeMillis());
        Intake intake = new Intake();
        if (reader.poll(partition -> true, 500, 1 << 20, intake)) {
            RecordChunk chunk = intake.records();
            for (int i = 0; i < chunk.count(); i++) {
                read.computeIfAbsent(intake.partition(), unused -> new ArrayList<>())
                        .add(new String(chunk.data(), chunk.start(i), chunk.end(i) - chunk.start(i), UTF_8));
            }
        }
    }

    private int count(int partition) {
        return read.getOrDefault(partition, List.of()).size();
    }

    private static boolean allFinished(SourceReader reader) {
        return reader.partitions().stream().allMatch(reader::finished);
    }

    private static void await(BooleanSupplier done) {
        long endNanos = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as("out of patience").isLessThan(endNanos);
            Thread.onSpinWait();
        }
    }

    private static List<String> numbers(int from, int to) {
        return java.util.stream.IntStream.range(from, to)
                .mapToObj(Integer::toString)
                .toList();
    }

    private static String topic(int partitions) {
        return topic(broker, partitions);
    }

    private static String topic(KafkaBroker at, int partitions) {
        String name = "topic-" + ++topics;
        try (Admin admin = admin(at)) {
            admin.createTopics(List.of(new NewTopic(name, partitions, (short) 1)))
                    .all()
                    .get();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return name;
    }

    private static Admin admin(KafkaBroker at) {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, at.bootstrapServers()));
    }

    private static void fill(String topic, int partition, int from, int to, Map<String, String> settings) {
        fill(broker, topic, partition, from, to, settings);
    }

    private static void fill(
            KafkaBroker at, String topic, int partition, int from, int to, Map<String, String> settings) {
        try (KafkaProducer<String, String> producer = producer(at, settings)) {
            numbers(from, to).forEach(text -> producer.send(new ProducerRecord<>(topic, partition, null, text)));
        }
    }

    private static KafkaProducer<String, String> producer(KafkaBroker at, Map<String, String> settings) {
        Map<String, Object> all = new TreeMap<>(settings);
        all.put("bootstrap.servers", at.bootstrapServers());
        return new KafkaProducer<>(all, new StringSerializer(), new StringSerializer());
    }
}
