package dev.freshet.topologies.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.dead.Reason;
import dev.freshet.core.plan.Plan;
import dev.freshet.topologies.pipeline.Input;
import dev.freshet.topologies.pipeline.Pipeline;
import dev.freshet.topologies.pipeline.PipelineException;
import dev.freshet.topologies.pipeline.RedisSink;
import dev.freshet.topologies.pipeline.Stream;
import dev.freshet.topologies.pipeline.Windows;
import dev.freshet.topologies.yaml.PlanWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplodeTest {
    private static final String TAXIS = """
        name: taxis
        inputs:
          calls:
            format: json
            schema: { ts: TIMESTAMP(ms), id: VARCHAR, lat: DOUBLE, lon: DOUBLE NULL, tags: VARCHAR NULL }
        results:
          around:
            from: calls
            explode: H3_DISK(lat, lon, 9, 1) AS near
            by: near
            window: 1m
            aggregate: count() AS calls, collect_list(id, 9) AS ids
          by_tag:
            from: calls
            where: id <> 'x'
            select: id, tags
            explode: tags AS tag
            by: tag
            window: 1m
            aggregate: count() AS calls
          tagged: { from: calls, explode: tags AS tag }
        """;

    @Test
    void aCellCountsWhatIsWithinItsNeighbours() {
        try (PlanDriver driver = PlanDriver.of(Plans.read(TAXIS))) {
            // a and b are in one cell; c is far away; d has no place.
            driver.pipe("calls", call("a", "37.7759", "-122.4180"), call("b", "37.7765", "-122.4180"));
            driver.pipe("calls", call("c", "52.5200", "13.4050"), call("d", "52.5200", "null"), call("e", "95", "1"));
            driver.end();
            assertThat(driver.dead()).hasSize(1).allMatch(dead -> dead.reason() == Reason.EXPRESSION);
            List<String> rows = driver.csv("around").lines().toList();
            assertThat(rows).hasSize(1 + 7 + 7);
            // Those around 8928308280fffff, as H3's own documentation has them.
            assertThat(rows.stream().filter(row -> row.contains(",2,")).map(row -> row.split(",")[2]))
                    .containsExactly(
                            "89283082803ffff",
                            "89283082807ffff",
                            "8928308280bffff",
                            "8928308280fffff",
                            "8928308283bffff",
                            "89283082873ffff",
                            "89283082877ffff");
            assertThat(driver.held().entries()).isZero();
        }
    }

    @Test
    void partsOfATextAreRows() {
        try (PlanDriver driver = PlanDriver.of(Plans.read(TAXIS))) {
            driver.pipe("calls", tagged("a", "\"vip,night\""), tagged("b", "\",night,,\""), tagged("c", "\"\""));
            driver.pipe("calls", tagged("d", "null"), tagged("x", "\"vip\""), tagged("e", "\"é\""));
            driver.end();
            assertThat(driver.csv("by_tag")).isEqualTo("""
                    window_start,window_end,tag,calls
                    1970-01-01T00:00:00Z,1970-01-01T00:01:00Z,night,2
                    1970-01-01T00:00:00Z,1970-01-01T00:01:00Z,vip,1
                    1970-01-01T00:00:00Z,1970-01-01T00:01:00Z,é,1
                    """);
            assertThat(driver.rows("tagged")).hasSize(5);
            assertThat(driver.dead()).isEmpty();
        }
    }

    @Test
    void isWrittenAndReadBack() {
        Plan plan = Plans.read(TAXIS);
        assertThat(Plans.read(PlanWriter.text(plan))).isEqualTo(plan);
    }

    @Test
    void isBuiltInJava() {
        Plan file = Plans.read(TAXIS);
        Pipeline pipeline = Pipeline.named("taxis");
        Stream calls = pipeline.from(Input.json("calls")
                .field("ts", "TIMESTAMP(ms)")
                .field("id", "VARCHAR")
                .field("lat", "DOUBLE")
                .field("lon", "DOUBLE NULL")
                .field("tags", "VARCHAR NULL"));
        Stream near = calls.explode("H3_DISK(lat, lon, 9, 1) AS near");
        near.keyBy("near")
                .window(Windows.parse("1m"))
                .aggregate("count() AS calls")
                .to(RedisSink.windows("around"));
        assertThat(near.schema()).isEqualTo(file.schema("around.explode"));
        assertThatThrownBy(() -> calls.explode("tags AS id")).isInstanceOf(PipelineException.class);
        assertThatThrownBy(() -> calls.explode("lat AS near"))
                .hasMessageContaining("what is exploded must be VARCHAR (near is DOUBLE)");
        assertThatThrownBy(() -> calls.explode("tags AS one, id AS two")).hasMessageContaining("one text is exploded");
    }

    private static String call(String id, String lat, String lon) {
        return "{\"ts\":1000,\"id\":\"" + id + "\",\"lat\":" + lat + ",\"lon\":" + lon + "}";
    }

    private static String tagged(String id, String tags) {
        return "{\"ts\":1000,\"id\":\"" + id + "\",\"lat\":0,\"tags\":" + tags + "}";
    }
}
