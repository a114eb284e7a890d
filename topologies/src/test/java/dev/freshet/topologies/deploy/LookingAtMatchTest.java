package dev.freshet.topologies.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.dead.Reason;
import org.junit.jupiter.api.Test;

/** Patterns whose conditions look at rows of the match. */
class LookingAtMatchTest {
    private static final String SHARES = """
        name: shares
        inputs:
          ticks:
            format: json
            schema: { ts: TIMESTAMP(ms), symbol: VARCHAR, price: BIGINT, shares: BIGINT }
        results:
          found:
            from: ticks
            match:
              by: symbol
              pattern: %s
              define: { %s }
              within: 10s
              measures: count(B) AS bs, first(B.price) AS b, last(price) AS last
        """;

    @Test
    void looksAtTheRowBeforeOfItsVariable() {
        // As where SQL has nothing but LAST: the first B is compared with the A, each other with the one before.
        String falling = "(LAST(B.price, 1) IS NULL AND price < A.price) OR price < LAST(B.price, 1)";
        try (PlanDriver driver = driver("A B+ C", "B: \"" + falling + "\", C: price > LAST(B.price)")) {
            driver.pipe("ticks", tick(1_000, 12), tick(2_000, 17), tick(3_000, 13), tick(4_000, 11), tick(5_000, 14));
            driver.end();
            assertThat(driver.dead()).isEmpty();
            assertThat(driver.csv("found")).isEqualTo("""
                time,match_start,match_end,symbol,bs,b,last
                1970-01-01T00:00:05Z,1970-01-01T00:00:02Z,1970-01-01T00:00:05Z,X,2,13,14
                """);
            assertThat(driver.held().entries()).isZero();
        }
    }

    @Test
    void takesTheWayThatLeadsToAMatch() {
        // Of 5 7 9 8: with both 7 and 9 taken as A, as is preferred, 8 is not above the last one; with 7 alone, 9 and 8
        // are B.
        try (PlanDriver driver = driver("A+ B+", "B: price > LAST(A.price) AND price < 10, A: price < 10")) {
            driver.pipe("ticks", tick(1_000, 5), tick(2_000, 7), tick(3_000, 9), tick(4_000, 8), tick(5_000, 20));
            driver.end();
            assertThat(driver.csv("found")).isEqualTo("""
                time,match_start,match_end,symbol,bs,b,last
                1970-01-01T00:00:04Z,1970-01-01T00:00:01Z,1970-01-01T00:00:04Z,X,2,9,8
                """);
        }
    }

    @Test
    void looksAtExpressionsAndTheFirstRow() {
        String define = "B: \"price > FIRST(A.price * A.shares) AND price < PREV(price)\", C: price < FIRST(price)";
        try (PlanDriver driver = driver("A+ B C", define)) {
            driver.pipe("ticks", tick(1_000, 5), tick(2_000, 20), tick(3_000, 11), tick(4_000, 10), tick(5_000, 4));
            driver.end();
            // 5 * 2 is less than 11, not than 10.
            assertThat(driver.rows("found")).isEmpty();
        }
        try (PlanDriver driver = driver("A+ B C", define)) {
            driver.pipe("ticks", tick(1_000, 5), tick(2_000, 20), tick(3_000, 11), tick(4_000, 4));
            driver.end();
            assertThat(driver.csv("found")).endsWith("T00:00:01Z,1970-01-01T00:00:04Z,X,1,11,4\n");
        }
    }

    @Test
    void aConditionThatFailsDoesNotHold() {
        try (PlanDriver driver = driver("A B* C", "B: 100 / (price - A.price) > 1, C: price > 50")) {
            driver.pipe("ticks", tick(1_000, 5), tick(2_000, 6), tick(3_000, 5), tick(4_000, 60));
            driver.end();
            assertThat(driver.dead()).hasSize(1).allMatch(dead -> dead.reason() == Reason.EXPRESSION);
            // From the first 5 on, the second one is no B.
            assertThat(driver.csv("found")).endsWith("T00:00:03Z,1970-01-01T00:00:04Z,X,0,,60\n");
        }
    }

    private static PlanDriver driver(String pattern, String define) {
        return PlanDriver.of(Plans.read(SHARES.formatted(pattern, define)));
    }

    private static String tick(long timeMs, long price) {
        return "{\"ts\":" + timeMs + ",\"symbol\":\"X\",\"price\":" + price + ",\"shares\":2}";
    }
}
