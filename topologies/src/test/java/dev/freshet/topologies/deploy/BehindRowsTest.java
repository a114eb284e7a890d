package dev.freshet.topologies.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What follows windows of rows. */
class BehindRowsTest {
    private static final String PAIRS = """
        name: shop
        inputs:
          orders:
            format: json
            schema: { ts: TIMESTAMP(ms), country: VARCHAR }
        streams:
          pairs: { from: orders, by: country, window: 2 rows, aggregate: count() AS n }
        results:
          pairs: { from: pairs }
          quarters: { from: pairs, select: n, window: 250ms, aggregate: sum(n) AS orders }
        """;

    @Test
    void findsTheRowsOfTheirStretchInTime() {
        try (PlanDriver driver = PlanDriver.of(Plans.read(PAIRS))) {
            driver.pipe("orders", order(60_230, "DE"), order(60_240, "DE"));
            // A quarter has passed, but not the hundred milliseconds that the pair waits for.
            driver.pipe("orders", order(60_260, "FR"));
            driver.pipe("orders", order(61_000, "FR"));
            driver.end();
            assertThat(driver.dead()).isEmpty();
            assertThat(driver.csv("quarters")).isEqualTo("""
                window_start,window_end,orders
                1970-01-01T00:01:00Z,1970-01-01T00:01:00.250Z,2
                1970-01-01T00:01:01Z,1970-01-01T00:01:01.250Z,2
                """);
        }
    }

    @Test
    void takesFullWindowsAlone() {
        try (PlanDriver driver = PlanDriver.of(Plans.read(PAIRS))) {
            driver.pipe("orders", order(1_000, "DE"), order(1_000, "FR"), order(1_000, "FR"));
            driver.pipe("orders", order(60_000, "FR"));
            driver.end();
            assertThat(driver.dead()).isEmpty();
            assertThat(driver.rows("pairs")).hasSize(3);
            assertThat(driver.csv("quarters")).isEqualTo("""
                window_start,window_end,orders
                1970-01-01T00:00:01Z,1970-01-01T00:00:01.250Z,2
                """);
        }
    }

    @Test
    void takesTotalsThatTriggersShowAlone() {
        try (PlanDriver driver = PlanDriver.of(Plans.read(PAIRS.replace("2 rows", "global every 2 rows")))) {
            driver.pipe("orders", order(1_000, "DE"), order(1_100, "DE"), order(1_200, "DE"));
            driver.pipe("orders", order(60_000, "FR"));
            driver.end();
            assertThat(driver.dead()).isEmpty();
            assertThat(driver.csv("pairs")).isEqualTo("""
                window_start,window_end,country,n
                1970-01-01T00:00:01Z,1970-01-01T00:00:01.201Z,DE,3
                1970-01-01T00:01:00Z,1970-01-01T00:01:00.001Z,FR,1
                """);
            assertThat(driver.csv("quarters")).isEqualTo("""
                window_start,window_end,orders
                1970-01-01T00:00:01Z,1970-01-01T00:00:01.250Z,2
                """);
        }
    }

    @Test
    void waitsForTotalsThatOnlyTheEndShows() {
        try (PlanDriver driver = PlanDriver.of(Plans.read(PAIRS.replace("2 rows", "global")))) {
            driver.pipe("orders", order(1_000, "DE"), order(1_100, "DE"));
            driver.pipe("orders", order(60_000, "FR"));
            assertThat(driver.rows("quarters")).isEmpty();
            driver.end();
            assertThat(driver.dead()).isEmpty();
            assertThat(driver.csv("quarters")).isEqualTo("""
                window_start,window_end,orders
                1970-01-01T00:00:01Z,1970-01-01T00:00:01.250Z,2
                1970-01-01T00:01:00Z,1970-01-01T00:01:00.250Z,1
                """);
        }
    }

    private static String order(long timeMs, String country) {
        return "{\"ts\":" + timeMs + ",\"country\":\"" + country + "\"}";
    }
}
