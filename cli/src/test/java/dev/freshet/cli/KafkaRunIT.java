package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.services.kafka.KafkaBroker;
import dev.freshet.services.redis.RedisServer;
import dev.freshet.testkit.KafkaExtension;
import dev.freshet.testkit.RedisExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that read a broker: where they begin, where they end, which topic is which input. */
@ExtendWith({RedisExtension.class, KafkaExtension.class})
class KafkaRunIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SHOP = """
            name: shop
            inputs:
              orders:
                format: csv
                schema: { ts: TIMESTAMP(ms), country: VARCHAR, amount: DOUBLE }
                time: ts
                out-of-order: 10m
              visits:
                format: json
                schema: { ts: TIMESTAMP(ms), country: VARCHAR }
                time: ts
                out-of-order: 10m
            results:
              sales: { from: orders, by: country, window: 1m, aggregate: "count() AS orders, sum(amount) AS amount" }
              visitors: { from: visits, by: country, window: 1m, aggregate: "count() AS visits" }
            """;
    private static int topics;

    private final KafkaBroker broker;
    private final RedisServer redis;

    @TempDir
    Path scratch;

    KafkaRunIT(KafkaBroker broker, RedisServer redis) {
        this.broker = broker;
        this.redis = redis;
    }

    @BeforeEach
    void write() throws IOException {
        Files.writeString(scratch.resolve("shop.yaml"), SHOP);
    }

    @Test
    void aFileWithAHeaderGivesTheSameThroughATopicAndNoMoreThanWasAsked() throws IOException {
        Path orders = scratch.resolve("orders.csv");
        List<String> lines = new ArrayList<>(List.of("amount,ts,country"));
        for (int i = 0; i < 1_000; i++) {
            lines.add(i * 0.25 + "," + (1_700_000_000_000L + i * 500) + "," + (i % 3 == 0 ? "DE" : "FR"));
        }
        Files.write(orders, lines);
        JsonNode file = run(
                "--input",
                "orders=" + orders,
                "--events",
                "700",
                "--export",
                scratch.resolve("a").toString());
        String topic = "orders=orders-" + ++topics;
        JsonNode kafka = run(
                "--input",
                "orders=" + orders,
                "--events",
                "700",
                "--kafka",
                broker.bootstrapServers(),
                "--topic",
                topic,
                "--export",
                scratch.resolve("b").toString());

        assertThat(file.get("events_in").asLong()).isEqualTo(700);
        assertThat(kafka.get("events_in").asLong()).isEqualTo(700);
        assertThat(kafka.get("dead").asLong()).isZero();
        assertThat(Files.readString(scratch.resolve("b/sales.csv")))
                .isEqualTo(Files.readString(scratch.resolve("a/sales.csv")))
                .contains("DE");
    }

    @Test
    void eachInputHasItsTopic() throws IOException {
        String orders = topic();
        String visits = topic();
        produce(orders, 0, "ts,country,amount", "1700000000000,DE,1.5", "1700000001000,DE,2");
        produce(visits, 0, "{\"ts\":1700000000000,\"country\":\"FR\"}");
        JsonNode json = run(
                "--kafka",
                broker.bootstrapServers(),
                "--topic",
                "visits=" + visits,
                "--topic",
                "orders=" + orders,
                "--until-end",
                "--export",
                scratch.resolve("export").toString());

        assertThat(json.get("events_in").asLong()).isEqualTo(3);
        assertThat(json.get("dead").asLong()).isZero();
        assertThat(Files.readString(scratch.resolve("export/sales.csv"))).contains(",DE,2,3.5");
        assertThat(Files.readString(scratch.resolve("export/visitors.csv"))).contains(",FR,1");
    }

    @Test
    void aRunBeginsWhereItIsTold() {
        String visits = topic();
        produce(visits, 1_000, visit(1), visit(2), visit(3));
        produce(visits, 2_000, visit(4), visit(5));
        assertThat(from(visits, "committed"))
                .as("nothing is committed: from the beginning")
                .isEqualTo(5);
        assertThat(from(visits, "committed")).as("all is committed").isZero();
        produce(visits, 3_000, visit(6));
        assertThat(from(visits, "committed")).isEqualTo(1);
        assertThat(from(visits, "earliest")).isEqualTo(6);
        assertThat(from(visits, "latest")).isZero();
        assertThat(from(visits, Instant.ofEpochMilli(2_000).toString())).isEqualTo(3);
        assertThat(from(visits, "3000")).isEqualTo(1);
    }

    @Test
    void aTopicThatIsNotThereIsAFailure() {
        CliProcess.Result result = new CliProcess(scratch)
                .run(arguments("--kafka", broker.bootstrapServers(), "--topic", "visits=nowhere", "--until-end"));
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .contains("there is no topic 'nowhere' at " + broker.bootstrapServers())
                .doesNotContain("\tat ");
    }

    @Test
    void brokersThatDoNotAnswerAreAFailure() {
        CliProcess.Result result = new CliProcess(scratch)
                .run(arguments("--kafka", "127.0.0.1:1", "--topic", "visits=visits", "--until-end"));
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
                .contains("Kafka at 127.0.0.1:1 does not answer")
                .doesNotContain("\tat ");
    }

    private long from(String visits, String place) {
        return run(
                        "--kafka",
                        broker.bootstrapServers(),
                        "--topic",
                        "visits=" + visits,
                        "--until-end",
                        "--from",
                        place,
                        "--name",
                        "from-" + visits)
                .get("events_in")
                .asLong();
    }

    private JsonNode run(String... options) {
        CliProcess.Result result = new CliProcess(scratch).run(arguments(options));
        assertThat(result.exitCode()).as(result.err()).isZero();
        try {
            return JSON.readTree(result.out());
        } catch (IOException e) {
            throw new AssertionError(result.out(), e);
        }
    }

    private String[] arguments(String... options) {
        List<String> all = new ArrayList<>(
                List.of("run", scratch.resolve("shop.yaml").toString(), "--redis", redis.url(), "--json"));
        all.addAll(List.of(options));
        return all.toArray(String[]::new);
    }

    private static String visit(int second) {
        return "{\"ts\":" + (1_700_000_000_000L + second * 1_000) + ",\"country\":\"FR\"}";
    }

    private String topic() {
        String name = "run-" + ++topics;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1))).all().get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return name;
    }

    /**
     * @param timestampMs the records' own time, by which {@code --from TIME} looks
     */
    private void produce(String topic, long timestampMs, String... records) {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            for (String record : records) {
                producer.send(new ProducerRecord<>(topic, 0, timestampMs, null, record));
            }
        }
    }
}
