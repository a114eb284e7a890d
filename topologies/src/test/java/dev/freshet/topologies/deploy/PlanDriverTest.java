package dev.freshet.topologies.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.freshet.bolts.results.ResultRow;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.plan.Plan;
import dev.freshet.recount.network.NetworkRecount;
import dev.freshet.recount.network.Recount;
import dev.freshet.topologies.config.Keys;
import dev.freshet.topologies.config.Settings;
import dev.freshet.topologies.network.FlowGenerator;
import dev.freshet.topologies.network.FlowSettings;
import dev.freshet.topologies.problem.Problems;
import dev.freshet.topologies.yaml.PlanReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanDriverTest {
    private static final String SHOP = """
        name: shop
        inputs:
          orders:
            format: json
            schema: { ts: TIMESTAMP(ms), country: VARCHAR, amount: DOUBLE }
            out-of-order: 5s
          visits:
            format: json
            schema: { ts: TIMESTAMP(ms), country: VARCHAR }
        streams:
          bought: { join: { left: visits, right: orders, kind: left, on: country, within: 10s } }
          totals: { from: orders, by: country, window: 1m, allowed-lateness: 1m, early: 1s, aggregate: sum(amount) AS amount }
        results:
          sales: { from: totals }
          large: { from: totals, where: amount > 10, select: "country, amount" }
          visits: { from: bought, select: "country, amount" }
        """;

    @Test
    void readsAsInTheGuide() {
        Plan plan = Plans.read(SHOP);
        try (PlanDriver driver = PlanDriver.of(plan)) {
            driver.pipe(
                    "orders",
                    "{\"ts\":1000,\"country\":\"DE\",\"amount\":2.5}",
                    "{\"ts\":3000,\"country\":\"DE\",\"amount\":4.0}");
            assertThat(driver.rows("sales")).isEmpty();
            driver.pipe("orders", "{\"ts\":65000,\"country\":\"FR\",\"amount\":1.0}");
            assertThat(driver.csv("sales")).isEqualTo("""
                window_start,window_end,country,amount
                1970-01-01T00:00:00Z,1970-01-01T00:01:00Z,DE,6.5
                """);
            driver.end();
            assertThat(driver.rows("sales")).hasSize(2);
            assertThat(driver.dead()).isEmpty();
            assertThat(driver.held().entries()).isZero();
        }
    }

    @Test
    void aJoinOfSeveralStreamsGivesWhatJoinsOfTwoGive() {
        String inputs = """
            name: shop
            inputs:
              a: { format: json, schema: { ts: TIMESTAMP(ms), k: BIGINT, x: BIGINT } }
              b: { format: json, schema: { ts: TIMESTAMP(ms), k: BIGINT, y: BIGINT } }
              c: { format: json, schema: { ts: TIMESTAMP(ms), k: BIGINT, z: BIGINT } }
            """;
        String whole = inputs + """
            results:
              all: { join: { left: a, with: { b: { on: k, window: 1s }, c: { kind: left, on: k, window: 1s } } }, select: "k, x, y, z" }
            """;
        String chained = inputs + """
            streams:
              ab: { join: { left: a, right: b, on: k, window: 1s } }
            results:
              all: { join: { left: ab, right: c, kind: left, on: k, window: 1s }, select: "k, x, y, z" }
            """;
        List<String> rows = joined(whole);
        assertThat(rows).hasSizeGreaterThan(100).isEqualTo(joined(chained));
    }

    private static List<String> joined(String file) {
        try (PlanDriver driver = PlanDriver.of(Plans.read(file))) {
            for (int i = 0; i < 300; i++) {
                String stream = List.of("a", "b", "c").get(i % 7 % 3);
                String column = List.of("x", "y", "z").get(i % 7 % 3);
                driver.pipe(stream, "{\"ts\":" + i * 37 + ",\"k\":" + i * i % 5 + ",\"" + column + "\":" + i + "}");
            }
            driver.end();
            assertThat(driver.held().entries()).isZero();
            return driver.csv("all").lines().sorted().toList();
        }
    }

    @Test
    void readsAFileAsInTheGuide() {
        String yaml = SHOP;
        Problems problems = new Problems();
        Plan plan = PlanReader.read("shop.yaml", yaml, List.of(), problems)
                .orElseThrow(() -> new AssertionError(problems.all()))
                .plan();
        assertThat(plan.name()).isEqualTo("shop");
    }

    @Test
    void earlyRowsAndCorrectionsAreRevisionsOfOneRow() {
        try (PlanDriver driver = PlanDriver.of(Plans.read(SHOP))) {
            driver.tick(1_000)
                    .pipe("orders", order(1_000, "DE", 2.5))
                    .tick(2_500)
                    .pipe("orders", order(30_000, "DE", 4), order(65_000, "FR", 1))
                    .pipe("orders", order(59_999, "DE", 8), order(66_000, "FR", 2));
            assertThat(driver.written("sales"))
                    .extracting(ResultRow::kind, row -> row.values().get(1))
                    .containsExactly(tuple("early", 2.5), tuple("final", 6.5), tuple("late", 14.5));
            assertThat(driver.rows("sales"))
                    .singleElement()
                    .satisfies(row -> assertThat(row.values()).containsExactly("DE", 14.5));
            assertThat(driver.rows("large")).hasSize(1);
        }
    }

    @Test
    void whatCannotBeUsedIsToldWithItsPlace() {
        try (PlanDriver driver = PlanDriver.of(Plans.read(SHOP))) {
            driver.pipe("orders", order(200_000, "DE", 1), "{\"ts\":", order(1_000, "DE", 1));
            assertThat(driver.dead())
                    .extracting(PlanDriver.Dead::reason, PlanDriver.Dead::source, PlanDriver.Dead::offset)
                    .contains(tuple(Reason.TRUNCATED, "orders", 1L), tuple(Reason.LATE, "orders", 2L));
        }
    }

    @Test
    void theSlowestPartitionAndTheOtherInputHoldTimeBack() {
        try (PlanDriver driver = PlanDriver.of(Plans.read(SHOP))) {
            driver.pipe("orders", 0, bytes(order(1_000, "DE", 1)))
                    .pipe("orders", 1, bytes(order(2_000, "DE", 1)))
                    .pipe("orders", 0, bytes(order(500_000, "DE", 1)));
            assertThat(driver.rows("sales")).as("partition 1 is at 2 s").isEmpty();
            driver.pipe("orders", 1, bytes(order(70_000, "DE", 1)));
            assertThat(driver.rows("sales")).hasSize(1);

            driver.pipe("visits", "{\"ts\":3000,\"country\":\"FR\"}", "{\"ts\":400000,\"country\":\"DE\"}");
            assertThat(driver.rows("visits")).as("orders are at 65 s").hasSize(1);
            driver.end("orders");
            assertThat(driver.rows("visits")).as("visits are at 400 s").hasSize(1);
            driver.end("visits");
            assertThat(driver.rows("visits")).hasSize(2);
        }
    }

    @Test
    void whatIsNotThereIsNamed() {
        try (PlanDriver driver = PlanDriver.of(Plans.read(SHOP))) {
            assertThatThrownBy(() -> driver.pipe("order", "{}"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("no input 'order' (there are [orders, visits])");
            assertThatThrownBy(() -> driver.csv("sale"))
                    .hasMessage("no result 'sale' (there are [sales, large, visits])");
            driver.end("orders").end("orders");
            assertThatThrownBy(() -> driver.pipe("orders", "{}")).hasMessage("input 'orders' has ended");
        }
    }

    /** The whole application, in batches of any size, against a recount that shares no code with the engine. */
    @Test
    void theNetworkApplicationCountsAsARecountDoes() throws IOException {
        Settings settings =
                Settings.defaults().with(Keys.NETWORK_SEED.name(), "3").with(Keys.NETWORK_TOO_LATE.name(), "0.01");
        List<byte[]> records = new FlowGenerator(FlowSettings.of(settings, 5_000))
                .records(20_000)
                .toList();
        Recount recount = NetworkRecount.flows(records.iterator(), 1, 5_000);
        try (PlanDriver driver = PlanDriver.of(network().boundTo(Set.of("flows")))) {
            for (int from = 0, size = 1; from < records.size(); from += size, size = 1 + (size * 7) % 1_000) {
                driver.pipe("flows", 0, records.subList(from, Math.min(records.size(), from + size)));
            }
            driver.end();
            for (String result : List.of("host_minute", "talkers_top", "protocol_rolling", "subnet_minute")) {
                assertThat(driver.csv(result)).as(result).isEqualTo(recount.csv(result));
            }
            assertThat(driver.dead().stream().filter(dead -> dead.reason() != Reason.LATE))
                    .hasSize((int) recount.dead());
            assertThat(driver.held().entries()).isZero();
        }
    }

    private static Plan network() throws IOException {
        String yaml = Files.readString(Path.of("../conf/network/network.yaml"));
        Problems problems = new Problems();
        return PlanReader.read("network.yaml", yaml, List.of("network"), problems)
                .orElseThrow(() -> new AssertionError(problems.all()))
                .plan();
    }

    private static String order(long ts, String country, double amount) {
        return "{\"ts\":" + ts + ",\"country\":\"" + country + "\",\"amount\":" + amount + "}";
    }

    private static List<byte[]> bytes(String record) {
        return List.of(record.getBytes(StandardCharsets.UTF_8));
    }
}
