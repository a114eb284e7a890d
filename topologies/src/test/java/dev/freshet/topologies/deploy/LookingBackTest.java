package dev.freshet.topologies.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.dead.Reason;
import org.junit.jupiter.api.Test;

/** Patterns whose conditions look at rows before. */
class LookingBackTest {
    private static final String SHARES = """
        name: shares
        inputs:
          ticks:
            format: json
            schema: { ts: TIMESTAMP(ms), symbol: VARCHAR, price: BIGINT }
        results:
          dips:
            from: ticks
            match:
              by: symbol
              pattern: DOWN+ UP+
              define: { DOWN: price < PREV(price), UP: 100000 / price < 100000 / PREV(price) }
              within: 10s
              measures: count(DOWN) AS down, min(price) AS lowest, last(UP.price) AS highest
        """;

    @Test
    void findsDips() {
        try (PlanDriver driver = PlanDriver.of(Plans.read(SHARES))) {
            driver.pipe("ticks", tick(1_000, 500), tick(1_000, 400), tick(2_000, 300), tick(3_000, 350));
            driver.pipe("ticks", tick(4_000, 450), tick(5_000, 400), tick(20_000, 450), tick(40_000, 1));
            driver.end();
            assertThat(driver.dead()).isEmpty();
            // Rows of one time are in the order of the input; 450 at 20 s is too far behind 400 to look at it.
            assertThat(driver.csv("dips")).isEqualTo("""
                time,match_start,match_end,symbol,down,lowest,highest
                1970-01-01T00:00:04Z,1970-01-01T00:00:01Z,1970-01-01T00:00:04Z,A,2,300,450
                """);
        }
    }

    @Test
    void leavesOutARowThatAConditionFailsFor() {
        try (PlanDriver driver = PlanDriver.of(Plans.read(SHARES))) {
            driver.pipe("ticks", tick(1_000, 500), tick(2_000, 400), tick(3_000, 0), tick(4_000, 450));
            driver.end();
            assertThat(driver.dead()).hasSize(2).allMatch(dead -> dead.reason() == Reason.EXPRESSION);
            assertThat(driver.rows("dips")).isEmpty();
        }
    }

    @Test
    void looksSeveralRowsBack() {
        String plan = SHARES.replace("100000 / price < 100000 / PREV(price)", "\"price > PREV(price, 3)\"");
        try (PlanDriver driver = PlanDriver.of(Plans.read(plan))) {
            driver.pipe(
                    "ticks", tick(1_000, 500), tick(2_000, 400), tick(3_000, 300), tick(4_000, 600), tick(5_000, 100));
            // Three rows before is too long ago.
            driver.pipe("ticks", tick(6_000, 50), tick(15_900, 40), tick(16_000, 700));
            driver.end();
            assertThat(driver.csv("dips")).isEqualTo("""
                time,match_start,match_end,symbol,down,lowest,highest
                1970-01-01T00:00:04Z,1970-01-01T00:00:02Z,1970-01-01T00:00:04Z,A,2,300,600
                """);
            assertThat(driver.held().entries()).isZero();
        }
    }

    private static String tick(long timeMs, long price) {
        return "{\"ts\":" + timeMs + ",\"symbol\":\"A\",\"price\":" + price + "}";
    }
}
