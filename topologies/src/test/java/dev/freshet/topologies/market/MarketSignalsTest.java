package dev.freshet.topologies.market;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testkit.AlmostSame;
import dev.freshet.testkit.market.OutlookRecount;
import dev.freshet.testkit.market.SignalRecount;
import dev.freshet.testkit.market.Tape;
import dev.freshet.topologies.deploy.PlanDriver;
import dev.freshet.topologies.job.JobPlanner;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of bars, against a recount that shares no code with the engine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MarketSignalsTest {
    private static final int EVENTS = 9_000;

    private final PlanDriver driver = PlanDriver.of(JobPlanner.plan("market"));
    private Tape tape = new Tape(List.of(), List.of(), 0);

    @BeforeAll
    void run() {
        MarketSettings settings = new MarketSettings(11, 1_767_600_000_000L, 0.05, 3, 2_000);
        List<byte[]> trades = MarketGenerator.trades(settings).records(EVENTS).toList();
        List<byte[]> quotes = MarketGenerator.quotes(settings).records(EVENTS).toList();
        for (int from = 0; from < trades.size(); from += 500) {
            driver.pipe("trades", 0, trades.subList(from, from + 500));
            driver.pipe("quotes", 0, quotes.subList(from, from + 500));
        }
        driver.end();
        tape = Tape.read(trades.iterator(), quotes.iterator(), 1);
    }

    @AfterAll
    void close() {
        driver.close();
    }

    @Test
    void averagesAndSignalsAreTheSameToTheLastDigit() {
        SignalRecount recount = new SignalRecount(tape);
        for (String result : List.of("ema", "signals")) {
            assertThat(driver.csv(result).lines().skip(1))
                    .as(result)
                    .containsExactlyInAnyOrderElementsOf(recount.lines(result));
        }
        assertThat(driver.csv("signals")).contains(",buy,").contains(",sell,");
        assertThat(driver.csv("signals")).startsWith("time,symbol,window_end,signal,ema38,ema100,close\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"indicators", "paper"})
    void whatFollowsFromThemIsTheSameButForRounding(String result) {
        AlmostSame.requireLines(driver.csv(result), new SignalRecount(tape).lines(result), 500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"forecast", "trend"})
    void outlooksAreTheSameButForRounding(String result) {
        AlmostSame.requireLines(driver.csv(result), new OutlookRecount(tape).lines(result), 500);
        assertThat(driver.csv("trend")).contains(",up,").contains(",down,");
    }
}
