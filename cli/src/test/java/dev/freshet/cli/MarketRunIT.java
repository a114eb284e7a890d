package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.testkit.market.Tape;
import dev.freshet.topologies.config.Keys;
import dev.freshet.topologies.config.Settings;
import dev.freshet.topologies.market.MarketGenerator;
import dev.freshet.topologies.market.MarketSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
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
        MarketSample.check(tape, out, 5);
    }

    @Test
    void realTradesAreCountedToTheLastFromDiskAndFromKafka() throws IOException {
        List<byte[]> trades = new ArrayList<>();
        List<String> lines = bitstamp();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            trades.add(("{\"ts\":" + cells[0] + "000,\"symbol\":\"BTCUSD\",\"price\":" + cells[1] + ",\"size\":"
                            + cells[2] + "}")
                    .getBytes(StandardCharsets.UTF_8));
        }
        Path file = Files.write(scratch.resolve("btc.csv"), lines);
        CliProcess cli = new CliProcess(scratch);
        // A file is one partition; into a topic its rows go in turn, to four.
        for (int partitions : List.of(1, 4)) {
            Path out = scratch.resolve("from-" + partitions);
            List<String> arguments = new ArrayList<>(List.of("run", "market", "--format", "bitstamp"));
            arguments.addAll(List.of("--input", file.toString(), "--export", out.toString()));
            if (partitions > 1) {
                arguments.addAll(List.of("--kafka", "embedded"));
            }
            CliProcess.Result run = cli.run(arguments.toArray(String[]::new));
            assertThat(run.exitCode()).as(run.err()).isZero();
            MarketSample.check(Tape.read(trades.iterator(), Collections.emptyIterator(), partitions), out, 1_900);
            assertThat(out.resolve("spread.csv")).doesNotExist();
        }
        assertThat(cli.leftovers()).isEmpty();
    }

    /** A real week of trades, as ta4j's examples have it. */
    private static List<String> bitstamp() throws IOException {
        try (InputStream in = MarketRunIT.class.getResourceAsStream("/bitstamp_trades_from_20131125_usd.csv")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
