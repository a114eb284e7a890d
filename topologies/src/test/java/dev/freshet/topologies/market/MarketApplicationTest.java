package dev.freshet.topologies.market;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.dead.Reason;
import dev.freshet.spouts.generator.RecordWriter;
import dev.freshet.testkit.market.MarketRecount;
import dev.freshet.testkit.market.Tape;
import dev.freshet.topologies.deploy.PlanDriver;
import dev.freshet.topologies.job.JobPlanner;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The whole application against a recount that shares no code with the engine. */
class MarketApplicationTest {
    private static final long START_MS = 1_767_600_000_000L;
    private static final long BOUND_MS = 2_000;
    private static final List<String> WINDOWS = List.of("bars_1m", "bars_5m", "returns_top", "volatility", "spread");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void windowsAreAsCountedAgain(long seed) {
        MarketSettings settings = new MarketSettings(seed, START_MS, 4, 7, BOUND_MS);
        List<byte[]> trades = MarketGenerator.trades(settings).records(12_000).toList();
        List<byte[]> quotes = MarketGenerator.quotes(settings).records(12_000).toList();
        Tape tape = Tape.read(trades.iterator(), quotes.iterator(), 1);
        MarketRecount recount = new MarketRecount(tape);
        try (PlanDriver driver = PlanDriver.of(JobPlanner.plan("market"))) {
            for (int from = 0, size = 1; from < trades.size(); from += size, size = 1 + (size * 7) % 1_000) {
                int to = Math.min(trades.size(), from + size);
                driver.pipe("trades", 0, trades.subList(from, to));
                driver.pipe("quotes", 0, quotes.subList(from, to));
            }
            driver.end();
            for (String result : WINDOWS) {
                assertThat(driver.csv(result)).as(result + " of seed " + seed).isEqualTo(recount.csv(result));
                assertThat(recount.csv(result).lines()).as(result).hasSizeGreaterThan(20);
            }
            assertThat(driver.dead())
                    .noneMatch(dead -> dead.reason() == Reason.LATE)
                    .hasSize((int) tape.dead());
            assertThat(tape.dead()).isPositive();
            assertThat(driver.held().entries()).isZero();
        }
    }

    @Test
    void aRecordIsAFunctionOfSettingsAndIndex() {
        MarketSettings settings = new MarketSettings(5, START_MS, 50, 10, BOUND_MS);
        List<byte[]> all = MarketGenerator.trades(settings).records(1_000).toList();
        RecordWriter writer = new RecordWriter();
        MarketGenerator.trades(settings).event(777, writer);
        assertThat(writer.toBytes()).isEqualTo(all.get(777));
    }
}
