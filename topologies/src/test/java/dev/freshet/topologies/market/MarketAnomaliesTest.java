package dev.freshet.topologies.market;

import dev.freshet.testkit.AlmostSame;
import dev.freshet.testkit.market.MarketRecount;
import dev.freshet.testkit.market.Tape;
import dev.freshet.testkit.market.UnusualRecount;
import dev.freshet.topologies.deploy.PlanDriver;
import dev.freshet.topologies.job.JobPlanner;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarketAnomaliesTest {
    private static final int EVENTS = 15_000;

    @Test
    void unusualMinutesAreThoseOfARecount() {
        MarketSettings settings = new MarketSettings(12, 1_767_600_000_000L, 1, 3, 2_000);
        List<byte[]> trades = MarketGenerator.trades(settings).records(EVENTS).toList();
        List<byte[]> quotes = MarketGenerator.quotes(settings).records(EVENTS).toList();
        UnusualRecount recount =
                new UnusualRecount(new MarketRecount(Tape.read(trades.iterator(), quotes.iterator(), 1)));
        try (PlanDriver driver = PlanDriver.of(JobPlanner.plan("market"))) {
            for (int from = 0; from < EVENTS; from += 500) {
                driver.pipe("trades", 0, trades.subList(from, from + 500));
                driver.pipe("quotes", 0, quotes.subList(from, from + 500));
            }
            driver.end();
            for (String result : List.of("volume_anomalies", "return_anomalies", "spread_anomalies")) {
                AlmostSame.requireLines(driver.csv(result), recount.lines(result), 0);
            }
        }
    }
}
