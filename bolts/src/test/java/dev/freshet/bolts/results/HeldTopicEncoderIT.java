package dev.freshet.bolts.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.bolts.kafka.KafkaTarget;
import dev.freshet.bolts.kafka.MissingTopicException;
import dev.freshet.bolts.kafka.TopicAppend;
import dev.freshet.bolts.kafka.TopicLink;
import dev.freshet.bolts.kafka.TopicRow;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.epoch.EpochView;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import dev.freshet.services.kafka.KafkaBroker;
import dev.freshet.testkit.KafkaExtension;
import dev.freshet.testkit.RandomSource;
import dev.freshet.testkit.Seed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rows of a log that go to a topic, by processes that die at any moment and by those that were taken for dead. */
@ExtendWith(KafkaExtension.class)
class HeldTopicEncoderIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PARTITIONS = 3;
    private static final int KEYS = 7;
    private static final int TRIES = 20;
    private static final Schema SCHEMA =
            Schema.of(Field.required("key", Type.BIGINT), Field.required("n", Type.BIGINT));

    private final String topic = "alerts-" + UUID.randomUUID();
    private final KafkaTarget kafka;

    HeldTopicEncoderIT(KafkaBroker broker) {
        this.kafka = new KafkaTarget(broker.bootstrapServers(), Map.of());
    }

    @BeforeEach
    void make() throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.brokers()))) {
            admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
    }

    @Test
    void whatWasCutShortIsMadeOnceAndByTheSuccessorAlone() {
        try (TopicLink dead = new TopicLink(kafka);
                TopicLink link = new TopicLink(kafka)) {
            HeldTopicEncoder first = encoder();
            first.add(rows(0, 100), 1);
            assertThat(taken(first)).as("the epoch is open").isEmpty();
            StateOutput snapshot = new StateOutput();
            first.barrier(1, 7, snapshot);
            assertThat(first.isDue(view(1, 7))).isTrue();
            List<TopicAppend> unacknowledged = taken(first);
            dead.send(unacknowledged);

            HeldTopicEncoder successor = encoder();
            successor.restore(in(snapshot), true);
            successor.add(rows(100, 100), 2);
            successor.barrier(2, 8, new StateOutput());
            send(link, successor);
            requireInOrder(committed(), 100);

            assertThat(successor.isDue(view(2, 8))).isTrue();
            List<TopicAppend> next = taken(successor);
            try (KafkaProducer<byte[], byte[]> zombie = producer(next.get(0).writer())) {
                zombie.initTransactions();
                zombie.beginTransaction();
                for (int i = 0; i < 50; i++) {
                    var unused = zombie.send(new ProducerRecord<>(topic, "{}".getBytes(StandardCharsets.UTF_8)));
                }
                zombie.flush();
                send(link, next);
                successor.written();
                assertThatThrownBy(zombie::commitTransaction)
                        .isInstanceOfAny(ProducerFencedException.class, InvalidProducerEpochException.class);
                zombie.close(Duration.ZERO);
            }
            send(dead, unacknowledged);
            successor.add(rows(200, 10), 2);
            successor.barrier(2, 9, new StateOutput());
            assertThat(successor.isDue(view(2, 9))).isTrue();
            send(link, successor);
            requireInOrder(committed(), 210);
            assertThat(records("read_uncommitted")).hasSize(260);
        }
    }

    @Test
    @ExtendWith(Seed.class)
    void eachRowStandsOnceThroughCrashesAndZombies(RandomSource random) {
        List<TopicLink> open = new ArrayList<>();
        try {
            TopicLink link = added(open);
            HeldTopicEncoder encoder = encoder();
            StateOutput base = null;
            long generation = 1;
            long completed = 0;
            long next = 0;
            long expected = 0;
            for (long epoch = 1; epoch <= 25; epoch++) {
                int count = random.chance(0.2) ? 0 : random.nextInt(0, 60);
                encoder.add(rows(next, count), generation);
                next += count;
                StateOutput snapshot = new StateOutput();
                encoder.barrier(generation, epoch, snapshot);
                List<TopicAppend> before = taken(encoder);
                boolean complete = random.chance(0.8);
                if (complete) {
                    // All that was complete before is there before the epoch is reported.
                    send(link, before);
                    encoder.written();
                    base = snapshot;
                    completed = epoch;
                    expected = next;
                    if (random.nextBoolean() && encoder.isDue(view(generation, completed))) {
                        send(link, taken(encoder));
                        if (random.nextBoolean()) {
                            encoder.written();
                        }
                    }
                }
                if (!complete || random.chance(0.3)) {
                    HeldTopicEncoder zombie = encoder;
                    TopicLink zombies = link;
                    // Rows since the base are made again.
                    next = expected;
                    generation++;
                    encoder = encoder();
                    link = added(open);
                    if (base != null) {
                        encoder.restore(in(base), true);
                    }
                    if (random.nextBoolean() && zombie.isDue(view(generation - 1, completed))) {
                        send(zombies, taken(zombie));
                    }
                }
            }
            encoder.barrier(generation, 26, new StateOutput());
            send(link, encoder);
            requireInOrder(committed(), expected);
        } finally {
            open.forEach(TopicLink::close);
        }
    }

    @Test
    void withoutEpochsRowsGoAsTheyComeAndATopicThatIsNotThereIsTold() {
        try (TopicLink link = new TopicLink(kafka)) {
            TopicEncoder encoder = new TopicEncoder(topic, format());
            encoder.add(rows(0, 20), 0);
            List<TopicAppend> appends = new ArrayList<>();
            encoder.take(0, appends);
            link.send(appends);
            requireInOrder(committed(), 20);

            byte[] row = new TopicRow(null, new byte[0]).toBytes();
            assertThatThrownBy(() -> link.send(List.of(TopicAppend.unnumbered(topic + "-not", List.of(row)))))
                    .isInstanceOf(MissingTopicException.class)
                    .hasMessage("topic '" + topic + "-not' does not exist");
        }
    }

    private TopicLink added(List<TopicLink> to) {
        TopicLink link = new TopicLink(kafka);
        to.add(link);
        return link;
    }

    private void send(TopicLink link, HeldTopicEncoder encoder) {
        send(link, taken(encoder));
        encoder.written();
    }

    /** As a bolt does: again, as long as it may help. */
    private static void send(TopicLink link, List<TopicAppend> appends) {
        for (int i = 0; ; i++) {
            try {
                link.send(appends);
                return;
            } catch (RuntimeException e) {
                if (i == TRIES || !link.isPassing(e)) {
                    throw e;
                }
            }
        }
    }

    private HeldTopicEncoder encoder() {
        return new HeldTopicEncoder(topic, "shop", format(), 0);
    }

    private static TopicFormat format() {
        return new TopicFormat(new ResultSpec(
                "shop",
                "alerts",
                ResultKind.LOG,
                SCHEMA,
                List.of("key"),
                "",
                false,
                1,
                true,
                true,
                true,
                1,
                false,
                Map.of(),
                ""));
    }

    private static List<TopicAppend> taken(HeldTopicEncoder encoder) {
        List<TopicAppend> appends = new ArrayList<>();
        encoder.take(0, appends);
        return appends;
    }

    private static StateInput in(StateOutput snapshot) {
        return new StateInput(snapshot.toBytes(), 0, snapshot.size());
    }

    private static EpochView view(long generation, long completed) {
        return new EpochView(1, EpochView.State.RUNNING, generation, null, 0, completed, false);
    }

    private KafkaProducer<byte[], byte[]> producer(String transactionalId) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.brokers(), "transactional.id", transactionalId),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private List<ConsumerRecord<byte[], byte[]>> committed() {
        return records("read_committed");
    }

    /** All there is to be seen now, each partition in its order. */
    private List<ConsumerRecord<byte[], byte[]>> records(String isolation) {
        List<TopicPartition> all = LongStream.range(0, PARTITIONS)
                .mapToObj(partition -> new TopicPartition(topic, (int) partition))
                .toList();
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.brokers(), "isolation.level", isolation),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    /** The numbers from 0 on, each once, those of a key in one partition and in their order. */
    private static void requireInOrder(List<ConsumerRecord<byte[], byte[]>> records, long count) {
        Map<Long, List<Long>> byKey = new TreeMap<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            JsonNode row = json(record.value());
            assertThat(new String(record.key(), StandardCharsets.UTF_8))
                    .isEqualTo(row.get("key").asText());
            byKey.computeIfAbsent(row.get("key").asLong(), unused -> new ArrayList<>())
                    .add(row.get("n").asLong());
        }
        Map<Long, List<Long>> expected = new TreeMap<>();
        for (long n = 0; n < count; n++) {
            expected.computeIfAbsent(n % KEYS, unused -> new ArrayList<>()).add(n);
        }
        assertThat(byKey).isEqualTo(expected);
    }

    private static JsonNode json(byte[] bytes) {
        try {
            return JSON.readTree(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Batch rows(long from, int count) {
        BatchBuilder builder = new BatchBuilder(SCHEMA);
        for (int i = 0; i < count; i++) {
            builder.putLong(0, (from + i) % KEYS);
            builder.putLong(1, from + i);
            builder.endRow(1000 * (from + i));
        }
        return builder.build(Origin.DERIVED);
    }
}
