package dev.freshet.topologies.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.plan.Plan;
import dev.freshet.core.plan.SinkNode;
import dev.freshet.topologies.pipeline.PipelineException;
import dev.freshet.topologies.pipeline.Rules;
import java.util.List;
import org.junit.jupiter.api.Test;

class DrivenRulesTest {
    private static final String BIG = "{ id: big, where: ms > 5 }";
    private static final String SLOW = "{ id: slow, where: ms > 10 }";
    private static final String PLAN = """
        name: guard
        inputs:
          requests:
            format: json
            schema: { ts: TIMESTAMP(ms), client: VARCHAR, ms: BIGINT }
        streams:
          hits: { from: requests, rules: { version: 1, rules: [%s, %s] } }
        results:
          all: { from: hits }
          previous: { from: hits, analyze: { by: client, columns: LAG(rule) AS previous } }
          once: { from: hits, dedup: { by: client, within: 1h } }
          edges: { from: hits, by: client, window: 1m, aggregate: "first(rule) AS first, last(rule) AS last, count() AS n" }
          pairs: { from: hits, by: client, window: 2 rows, aggregate: first(rule) AS first }
          found:
            from: hits
            match:
              by: client
              pattern: A B
              define: { A: "rule = 'big'" }
              within: 1h
              measures: first(A.ms) AS first, last(B.rule) AS last
        """;

    private static final String[] REQUESTS = {request(1000, 20), request(1000, 7), request(2000, 1), request(3000, 30)};

    @Test
    void rowsOfOneEventHaveOneOrderForAllThatGoesByOrder() {
        Plan plan = plan(BIG, SLOW);
        try (PlanDriver together = PlanDriver.of(plan);
                PlanDriver single = PlanDriver.of(plan(SLOW, BIG))) {
            together.pipe("requests", REQUESTS).end();
            for (String request : REQUESTS) {
                single.pipe("requests", request);
            }
            single.end();
            for (SinkNode sink : plan.sinks()) {
                assertThat(together.rows(sink.name())).as(sink.name()).isNotEmpty();
                assertThat(single.csv(sink.name()).lines().sorted().toList())
                        .as(sink.name())
                        .isEqualTo(together.csv(sink.name()).lines().sorted().toList());
            }
            assertThat(rules(together, "previous")).containsExactly("big", "slow", "big", "big", "slow");
            assertThat(together.held().entries()).isZero();
        }
    }

    @Test
    void takesASetThatIsHandedOver() {
        try (PlanDriver driver = PlanDriver.of(plan(BIG, SLOW))) {
            driver.pipe("requests", request(1000, 7));
            driver.push("hits", Rules.explode(2).rule("fast", "ms < 100")::live);
            driver.pushShadow("hits", Rules.explode(9).shadow(9, "fast", "ms < 50")::shadow);
            driver.pipe("requests", request(2000, 8));
            assertThat(rules(driver, "all")).containsExactly("big", "fast");
            assertThatThrownBy(() -> driver.push("hits", Rules.explode(1)::live))
                    .hasMessageContaining("version 1 is below 2");
            assertThatThrownBy(() -> driver.push("hits", Rules.explode(3).rule("wrong", "mss > 1")::live))
                    .isInstanceOf(PipelineException.class)
                    .hasMessageContaining("mss");
            assertThatThrownBy(() -> driver.push("requests", Rules.explode(3)::live))
                    .hasMessageContaining("there are [hits]");
            driver.pipe("requests", request(3000, 9));
            assertThat(rules(driver, "all")).containsExactly("big", "fast", "fast");
        }
    }

    private static List<String> rules(PlanDriver driver, String result) {
        int rule = driver.result(result).valueFields().stream()
                .map(field -> field.name())
                .toList()
                .indexOf("rule");
        return driver.rows(result).stream()
                .map(row -> String.valueOf(row.values().get(rule)))
                .toList();
    }

    private static Plan plan(String one, String other) {
        return Plans.read(PLAN.formatted(one, other));
    }

    private static String request(long timeMs, long ms) {
        return "{\"ts\":" + timeMs + ",\"client\":\"a\",\"ms\":" + ms + "}";
    }
}
