package dev.freshet.topologies.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.dead.Reason;
import dev.freshet.core.plan.Plan;
import dev.freshet.topologies.pipeline.Input;
import dev.freshet.topologies.pipeline.Pipeline;
import dev.freshet.topologies.pipeline.Stream;
import dev.freshet.topologies.yaml.PlanWriter;
import org.junit.jupiter.api.Test;

/** Parts that a function of one's own says. */
class PartitionTest {
    private static final String TAXIS = """
        name: taxis
        inputs:
          calls:
            format: json
            schema: { ts: TIMESTAMP(ms), id: VARCHAR, lat: DOUBLE NULL }
        results:
          by_zone:
            from: calls
            where: id <> 'x'
            partition: { with: zones, as: zone }
            by: zone
            window: 1m
            aggregate: count() AS calls
        """;

    @Test
    void rowsAreCountedByTheirParts() {
        try (PlanDriver driver = PlanDriver.of(Plans.read(TAXIS))) {
            driver.pipe("calls", call("a", "10"), call("b", "-3.5"), call("x", "1"), call("c", "12"));
            driver.pipe("calls", call("d", "null"), call("e", "95"));
            driver.end();
            assertThat(driver.csv("by_zone")).isEqualTo("""
                    window_start,window_end,zone,calls
                    1970-01-01T00:00:00Z,1970-01-01T00:01:00Z,,1
                    1970-01-01T00:00:00Z,1970-01-01T00:01:00Z,north,2
                    1970-01-01T00:00:00Z,1970-01-01T00:01:00Z,south,1
                    """);
            assertThat(driver.dead())
                    .hasSize(1)
                    .allMatch(dead -> dead.reason() == Reason.EXPRESSION)
                    .allMatch(dead -> dead.toString().contains("no latitude: 95.0"));
        }
    }

    @Test
    void isWrittenAndReadBack() {
        Plan plan = Plans.read(TAXIS);
        assertThat(Plans.read(PlanWriter.text(plan))).isEqualTo(plan);
        assertThat(plan.steps().get(1).describe()).isEqualTo("partition by zones AS zone");
    }

    @Test
    void isBuiltInJava() {
        Stream calls = Pipeline.named("taxis")
                .from(Input.json("calls")
                        .field("ts", "TIMESTAMP(ms)")
                        .field("lat", "DOUBLE")
                        .field("n", "BIGINT"));
        assertThat(calls.partition("zones", "zone").schema().names()).containsExactly("ts", "lat", "n", "zone");
        assertThatThrownBy(() -> calls.partition("zone", "zone"))
                .hasMessageContaining("unknown partition function 'zone'")
                .hasMessageContaining("zones");
        assertThatThrownBy(() -> calls.partition("zones", "n")).hasMessageContaining("'n' stands twice");
        assertThatThrownBy(() -> calls.select("n").partition("zones", "zone"))
                .hasMessageContaining("partition function 'zones' reads lat DOUBLE");
    }

    private static String call(String id, String lat) {
        return "{\"ts\":1000,\"id\":\"" + id + "\",\"lat\":" + lat + "}";
    }
}
