package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.testkit.market.MarketRecount;
import dev.freshet.testkit.market.SignalRecount;
import dev.freshet.testkit.market.Tape;
import dev.freshet.topologies.config.Keys;
import dev.freshet.topologies.config.Settings;
import dev.freshet.topologies.market.MarketGenerator;
import dev.freshet.topologies.market.MarketSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The market application from end to end, against a recount that shares no code with the engine. */
class MarketRunIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long BOUND_MS = 2_000;

    @TempDir
    Path scratch;

    @Test
    void theDemonstrationIsCountedToTheLast() throws IOException {
        int events = 50_000;
        Path out = scratch.resolve("export");
        CliProcess.Result run = new CliProcess(scratch)
                .run("run", "market", "--events", "" + events, "--seed", "7", "--export", out.toString(), "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        MarketSettings settings = MarketSettings.of(Settings.defaults().with(Keys.MARKET_SEED.name(), "7"), BOUND_MS);
        Tape tape = Tape.read(
                MarketGenerator.trades(settings).records(events).iterator(),
                MarketGenerator.quotes(settings).records(events).iterator(),
                2);
        JsonNode json = JSON.readTree(run.out());
        assertThat(json.get("events_in").asLong()).isEqualTo(2L * events);
        assertThat(json.get("late").asLong()).isZero();
        assertThat(json.get("dead").asLong()).isEqualTo(tape.dead());
        MarketRecount recount = new MarketRecount(tape);
        for (String result : List.of("bars_1m", "bars_5m", "returns_top", "volatility", "spread")) {
            assertThat(Files.readString(out.resolve(result + ".csv")))
                    .as(result)
                    .isEqualTo(recount.csv(result));
        }
        SignalRecount signals = new SignalRecount(tape);
        for (String result : List.of("ema", "signals")) {
            assertThat(Files.readAllLines(out.resolve(result + ".csv")).stream().skip(1))
                    .as(result)
                    .containsExactlyInAnyOrderElementsOf(signals.lines(result));
        }
    }

    @Test
    void bitstampsFilesAreTradesFromDiskAndFromKafka() throws IOException {
        List<String> lines = new ArrayList<>(List.of("timestamp,price,amount"));
        IntStream.range(0, 5_000)
                .forEach(i ->
                        lines.add((1_385_337_600L + 7 * i / 2) + "," + (800 + i * i % 97) + ".5,0.0" + (1 + i % 9)));
        Path file = Files.write(scratch.resolve("btc.csv"), lines);
        Path fromFile = scratch.resolve("file");
        Path fromKafka = scratch.resolve("kafka");
        CliProcess cli = new CliProcess(scratch);

        CliProcess.Result run = cli.run(
                "run", "market", "--input", file.toString(), "--format", "bitstamp", "--export", fromFile.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        CliProcess.Result kafka = cli.run(
                "run",
                "market",
                "--input",
                file.toString(),
                "--format",
                "bitstamp",
                "--export",
                fromKafka.toString(),
                "--kafka",
                "embedded");
        assertThat(kafka.exitCode()).as(kafka.err()).isZero();

        List<String> bars = Files.readAllLines(fromFile.resolve("bars_5m.csv"));
        assertThat(bars.get(1)).startsWith("2013-11-25T00:00:00Z,2013-11-25T00:05:00Z,BTCUSD,800.5,");
        assertThat(bars).hasSize(1 + 59);
        assertThat(fromFile.resolve("spread.csv")).doesNotExist();
        for (String result : List.of("bars_1m", "returns_top", "volatility")) {
            assertThat(Files.readString(fromKafka.resolve(result + ".csv")).lines())
                    .as(result)
                    .hasSameSizeAs(Files.readAllLines(fromFile.resolve(result + ".csv")));
        }
        assertThat(cli.leftovers()).isEmpty();
    }
}
