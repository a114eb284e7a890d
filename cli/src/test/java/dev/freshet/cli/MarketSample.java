package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testkit.AlmostSame;
import dev.freshet.testkit.market.MarketRecount;
import dev.freshet.testkit.market.OutlookRecount;
import dev.freshet.testkit.market.SignalRecount;
import dev.freshet.testkit.market.Tape;
import dev.freshet.testkit.market.UnusualRecount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What is to come of trades and quotes, counted again. */
final class MarketSample {
    private MarketSample() {}

    /**
     * Compares everything that is said of a tape with what was exported.
     *
     * @param leastBars there must be more bars of five minutes than these
     */
    static void check(Tape tape, Path out, int leastBars) throws IOException {
        MarketRecount recount = new MarketRecount(tape);
        for (String result : List.of("bars_1m", "bars_5m", "returns_top", "spread")) {
            if (!result.equals("spread") || !tape.quotes().isEmpty()) {
                assertThat(csv(out, result)).as(result).isEqualTo(recount.csv(result));
            }
        }
        // The last digit of a deviation depends on the order in which panes are put together.
        AlmostSame.requireLines(
                csv(out, "volatility"),
                recount.csv("volatility").lines().skip(1).toList(),
                leastBars);
        SignalRecount signals = new SignalRecount(tape);
        for (String result : List.of("ema", "signals")) {
            assertThat(csv(out, result).lines().skip(1))
                    .as(result)
                    .containsExactlyInAnyOrderElementsOf(signals.lines(result));
        }
        for (String result : List.of("indicators", "paper")) {
            AlmostSame.requireLines(csv(out, result), signals.lines(result), leastBars);
        }
        OutlookRecount outlook = new OutlookRecount(tape);
        for (String result : List.of("forecast", "trend")) {
            AlmostSame.requireLines(csv(out, result), outlook.lines(result), leastBars);
        }
        UnusualRecount unusual = new UnusualRecount(recount);
        for (String result : List.of("volume_anomalies", "return_anomalies", "spread_anomalies")) {
            if (!result.equals("spread_anomalies") || !tape.quotes().isEmpty()) {
                AlmostSame.requireLines(csv(out, result), unusual.lines(result), -1);
            }
        }
    }

    private static String csv(Path out, String result) throws IOException {
        return Files.readString(out.resolve(result + ".csv"));
    }
}
