package dev.freshet.services.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.services.ServiceException;
import dev.freshet.services.process.KnownServer;
import dev.freshet.services.process.Ports;
import dev.freshet.services.process.StateDirectory;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaBrokerIT {

    private static final String TOPIC = "letters";

    @Test
    void keepsRecordsThroughStopAndCrashAndLeavesNothing() throws Exception {
        long pid;
        Path home;
        try (KafkaBroker broker = KafkaBroker.start()) {
            home = broker.log().getParent();
            createTopic(broker);
            produce(broker, "a", "b");
            broker.stop();
            assertThat(broker.isAlive()).isFalse();
            String address = broker.bootstrapServers();
            broker.restart();
            assertThat(broker.bootstrapServers()).isEqualTo(address);
            produce(broker, "c");
            broker.kill();
            broker.restart();
            pid = broker.pid();
            assertThat(consume(broker, 3)).containsExactly("a", "b", "c");
        }
        assertThat(ProcessHandle.of(pid)).isEmpty();
        assertThat(home).doesNotExist();
    }

    @Test
    void doesNotCreateTopicsByItself() {
        try (KafkaBroker broker = KafkaBroker.start();
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            assertThatThrownBy(() -> admin.describeTopics(List.of("nobody"))
                            .allTopicNames()
                            .get())
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }
    }

    @Test
    void refusesAnOccupiedPortWithAClearMessage() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, Ports.loopback())) {
            KafkaOptions options = KafkaOptions.DEFAULT.withPort(taken.getLocalPort());
            assertThatThrownBy(() -> KafkaBroker.start(options))
                    .isInstanceOf(ServiceException.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " of 127.0.0.1 is occupied");
        }
    }

    @Test
    void aKeptBrokerIsFoundAgainWithItsDataAndStopped(@TempDir Path directory) throws Exception {
        StateDirectory state = new StateDirectory(directory.resolve("state"));
        Path place = Files.createDirectory(directory.resolve("place"));
        KafkaBroker broker = KafkaBroker.start(KafkaOptions.DEFAULT, place);
        createTopic(broker);
        produce(broker, "a");
        KnownServer kept = broker.keep(state);
        try {
            assertThat(KnownServer.find(state, KafkaBroker.KIND)).containsExactly(kept);
            assertThat(kept.address()).isEqualTo(broker.bootstrapServers());
            assertThat(consume(broker, 1)).containsExactly("a");
        } finally {
            kept.stop(state);
        }
        assertThat(kept.process().isAlive()).isFalse();
        assertThat(place).isEmptyDirectory();
        assertThat(state.path()).isEmptyDirectory();
    }

    private static void createTopic(KafkaBroker broker) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
    }

    private static void produce(KafkaBroker broker, String... values) throws Exception {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(TOPIC, value)).get();
            }
        }
    }

    private static List<String> consume(KafkaBroker broker, int count) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", broker.bootstrapServers(), "auto.offset.reset", "earliest");
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.assign(List.of(new TopicPartition(TOPIC, 0)));
            long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (values.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> values.add(record.value()));
            }
        }
        return values;
    }
}
