package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.recount.network.NetworkRecount;
import dev.freshet.recount.network.Recount;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The network application from end to end, against a recount that shares no code with the engine. */
class NetworkRunIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long ACCESS_BOUND_MS = 120_000;

    @TempDir
    Path scratch;

    @Test
    void flowsAreCountedToTheLast() throws IOException {
        long events = Long.getLong("freshet.recount.events", 300_000);
        Path out = scratch.resolve("export");
        CliProcess.Result run = new CliProcess(scratch)
                .run("run", "network", "--events", "" + events, "--seed", "7", "--export", out.toString(), "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode json = JSON.readTree(run.out());
        assertThat(json.get("events_in").asLong()).isEqualTo(events);
        assertThat(json.get("late").asLong()).isZero();
        Recount recount = NetworkRecount.flows(Flows.records(events, 7, 0), 2, Flows.BOUND_MS);
        assertThat(json.get("dead").asLong()).isEqualTo(recount.dead());
        for (String result : List.of("host_minute", "talkers_top", "protocol_rolling", "subnet_minute")) {
            assertThat(Files.readString(out.resolve(result + ".csv")))
                    .as(result)
                    .isEqualTo(recount.csv(result));
        }

        Recount oneLess = NetworkRecount.flows(Flows.records(events - 1, 7, 0), 2, Flows.BOUND_MS);
        assertThat(Files.readString(out.resolve("host_minute.csv")))
                .as("a single missing event shows")
                .isNotEqualTo(oneLess.csv("host_minute"));
        assertThat(new CliProcess(scratch).leftovers()).isEmpty();
    }

    @Test
    void eventsBeyondTheBoundAreLateAndCountNowhereElse() throws IOException {
        long events = 150_000;
        Path out = scratch.resolve("export");
        CliProcess.Result run = new CliProcess(scratch)
                .run(
                        "run",
                        "network",
                        "--events",
                        "" + events,
                        "--seed",
                        "8",
                        "-D",
                        "network.generator.too-late=0.01",
                        "--export",
                        out.toString(),
                        "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        Recount recount = NetworkRecount.flows(Flows.records(events, 8, 0.01), 2, Flows.BOUND_MS);
        assertThat(recount.late("host_minute")).isGreaterThan(events / 200);
        assertThat(JSON.readTree(run.out()).get("late").asLong()).isEqualTo(recount.late("host_minute"));
        for (String result : List.of("host_minute", "talkers_top", "protocol_rolling", "subnet_minute")) {
            assertThat(Files.readString(out.resolve(result + ".csv")))
                    .as(result)
                    .isEqualTo(recount.csv(result));
        }
    }

    /** Of a real log, packed, with {@code -Dfreshet.access-log.file}. */
    @Test
    void anAccessLogGivesTheSameFromAFileAndFromKafka() throws IOException {
        String real = System.getProperty("freshet.access-log.file");
        Path log = real == null ? AccessLogSample.write(scratch.resolve("access.log.gz"), 5_000, 11) : Path.of(real);
        Path fromFile = scratch.resolve("file");
        Path fromKafka = scratch.resolve("kafka");
        CliProcess cli = new CliProcess(scratch);
        String[] run = {"run", "network", "--input", log.toString(), "--format", "access-log", "--json", "--export"};

        CliProcess.Result file = cli.run(with(run, fromFile.toString()));
        assertThat(file.exitCode()).as(file.err()).isZero();
        Recount recount = NetworkRecount.accessLog(log, ACCESS_BOUND_MS);
        JsonNode json = JSON.readTree(file.out());
        assertThat(json.get("events_in").asLong()).isEqualTo(lines(log));
        assertThat(json.get("dead").asLong()).isEqualTo(recount.dead());
        for (String result : List.of("status_minute", "client_minute", "paths_top", "requests_rolling")) {
            assertThat(Files.readString(fromFile.resolve(result + ".csv")))
                    .as(result)
                    .isEqualTo(recount.csv(result));
        }

        CliProcess.Result kafka = cli.run(with(run, fromKafka.toString(), "--kafka", "embedded"));
        assertThat(kafka.exitCode()).as(kafka.err()).isZero();
        for (String result : List.of("status_minute", "client_minute", "paths_top", "requests_rolling")) {
            assertThat(Files.readAllBytes(fromKafka.resolve(result + ".csv")))
                    .as(result)
                    .isEqualTo(Files.readAllBytes(fromFile.resolve(result + ".csv")));
        }
    }

    @Test
    void garbageIsInput() throws IOException {
        Path garbage = scratch.resolve("garbage.log");
        Files.write(garbage, "what is\nthis\n\u0000\u0001\n".getBytes(StandardCharsets.UTF_8));
        CliProcess.Result run = new CliProcess(scratch)
                .run("run", "network", "--input", garbage.toString(), "--format", "access-log", "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(JSON.readTree(run.out()).get("dead").asLong()).isEqualTo(3);
        assertThat(run.err()).contains("warning").doesNotContain("\tat ");
    }

    private static long lines(Path packed) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(packed))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().count();
        }
    }

    private static String[] with(String[] arguments, String... more) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return all;
    }
}
