package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.testkit.links.LinkSample;
import dev.freshet.topologies.config.Keys;
import dev.freshet.topologies.config.Settings;
import dev.freshet.topologies.links.TelemetryGenerator;
import dev.freshet.topologies.links.TelemetrySettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The links application from end to end, against recounts that share no code with the engine. */
class LinksRunIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int EVENTS = 60_000;

    @TempDir
    Path scratch;

    @Test
    void theDemonstrationIsFoundAgain() throws IOException {
        Path out = scratch.resolve("export");
        CliProcess.Result run = new CliProcess(scratch)
                .run("run", "links", "--events", "" + EVENTS, "--seed", "7", "--export", out.toString(), "--json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        check(out, JSON.readTree(run.out()));
    }

    @Test
    void aFileByKafkaGivesTheSame() throws IOException {
        Path file = Files.write(
                scratch.resolve("telemetry.jsonl"),
                records().stream().map(String::new).toList());
        Path fromKafka = scratch.resolve("kafka");
        CliProcess cli = new CliProcess(scratch);
        CliProcess.Result kafka = cli.run(
                "run",
                "links",
                "--input",
                file.toString(),
                "--export",
                fromKafka.toString(),
                "--kafka",
                "embedded",
                "--json");
        assertThat(kafka.exitCode()).as(kafka.err()).isZero();
        check(fromKafka, JSON.readTree(kafka.out()));
    }

    /** Of a real file with {@code -Dfreshet.cisco.file}. */
    @Test
    void ciscosFilesAreFoundAgain() throws IOException {
        String real = System.getProperty("freshet.cisco.file");
        Path file = real == null
                ? LinksSample.writeCisco(LinkSample.read(records().iterator()), scratch.resolve("rates.csv.gz"))
                : Path.of(real);
        Path out = scratch.resolve("cisco");
        CliProcess.Result run = new CliProcess(scratch)
                .run("run", "links", "--input", file.toString(), "--format", "cisco", "--export", out.toString());
        assertThat(run.exitCode()).as(run.err()).isZero();
        LinksSample.checkWithoutLosses(LinksSample.readCisco(file), out);
    }

    private static void check(Path out, JsonNode json) throws IOException {
        List<LinkSample> samples = LinkSample.read(records().iterator());
        assertThat(json.get("events_in").asLong()).isEqualTo(EVENTS);
        assertThat(json.get("late").asLong()).isZero();
        assertThat(json.get("dead").asLong()).isEqualTo(EVENTS - samples.size());
        LinksSample.check(samples, out);
    }

    private static List<byte[]> records() {
        return new TelemetryGenerator(
                        TelemetrySettings.of(Settings.defaults().with(Keys.LINKS_SEED.name(), "7"), 10_000))
                .records(EVENTS)
                .toList();
    }
}
