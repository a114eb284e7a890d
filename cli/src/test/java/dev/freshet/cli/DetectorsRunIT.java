package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.testkit.road.LoopReadings;
import dev.freshet.testkit.road.LoopRecount;
import dev.freshet.topologies.road.loops.LoopGenerator;
import dev.freshet.topologies.road.loops.LoopSettings;
import dev.freshet.topologies.road.loops.LoopTraffic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Loop detectors from end to end: CSV and JSON, from disk and by way of Kafka, with and without places. */
class DetectorsRunIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final LoopSettings SETTINGS =
            new LoopSettings(2, Instant.parse("2026-01-05T00:00:00Z").toEpochMilli(), 1, 5);
    private static final List<String> RESULTS =
            List.of("segment_minute", "congestion_top", "incidents", "shockwaves", "forecast", "advice");

    @TempDir
    Path scratch;

    @Test
    void csvWithTimesAsTextAndJsonByKafkaAreCountedToTheLast() throws IOException {
        List<byte[]> records =
                new LoopGenerator(SETTINGS).records(SETTINGS.total() * 288 * 2).toList();
        List<String> csv = new ArrayList<>(List.of("sensor,timestamp,flow,speed"));
        List<String> json = new ArrayList<>();
        List<byte[]> good = new ArrayList<>();
        for (byte[] record : records) {
            String text = new String(record, StandardCharsets.UTF_8);
            if (text.contains("n/a")) {
                continue;
            }
            JsonNode node = JSON.readTree(text);
            json.add(text);
            good.add(record);
            csv.add(node.get("sensor").asText() + ","
                    + Instant.ofEpochMilli(node.get("ts").asLong()) + ","
                    + (node.get("flow").isNull() ? "" : node.get("flow").asText()) + ","
                    + (node.get("speed").isNull() ? "" : node.get("speed").asText()));
        }
        List<String> places = LoopTraffic.places(SETTINGS);
        Path table = scratch.resolve("places.csv");
        Files.writeString(table, "sensor,road,direction,position\n" + String.join("\n", places) + "\n");
        LoopRecount recount = new LoopRecount(new LoopReadings(good, places));

        Path fromCsv = run(Files.write(scratch.resolve("loops.csv"), csv), "-D", "road.detectors.places=" + table);
        assertThat(lines(fromCsv, "congestion_top")).isEqualTo(recount.congestion());
        Path json1 = Files.write(scratch.resolve("loops.jsonl"), json);
        Path fromKafka = run(json1, "-D", "road.detectors.places=" + table, "--kafka", "embedded");
        assertThat(lines(fromKafka, "congestion_top")).isEqualTo(recount.congestion());
        assertThat(lines(fromKafka, "segment_minute")).containsExactlyInAnyOrderElementsOf(recount.minutes());
        for (String result : RESULTS) {
            assertThat(fromKafka.resolve(result + ".csv")).as(result).exists();
        }
        assertThat(lines(fromCsv, "forecast")).hasSameSizeAs(lines(fromKafka, "forecast"));

        Path placeless = run(json1);
        assertThat(lines(placeless, "forecast")).hasSameSizeAs(lines(fromKafka, "forecast"));
        assertThat(lines(placeless, "segment_minute").get(0)).contains(",R1N-100,");
    }

    @Test
    void theDemonstrationTellsOfItsTrafficAndAMissingTableIsTold() throws IOException {
        Path out = scratch.resolve("demonstration");
        CliProcess.Result run = new CliProcess(scratch)
                .run("run", "road", "--format", "detectors", "--events", "23040", "--export", out.toString(), "--json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(lines(out, "forecast")).hasSizeGreaterThan(50_000);
        assertThat(lines(out, "advice")).isNotEmpty();

        CliProcess.Result wrong = new CliProcess(scratch)
                .run("run", "road", "--format", "detectors", "-D", "road.detectors.places=nowhere.csv");
        assertThat(wrong.exitCode()).isNotZero();
        assertThat(wrong.err()).contains("road.detectors.places").contains("nowhere.csv");
    }

    private Path run(Path input, String... more) throws IOException {
        Path out = Files.createTempDirectory(scratch, "export");
        List<String> arguments = new ArrayList<>(List.of("run", "road", "--format", "detectors", "--json"));
        arguments.addAll(List.of("--input", input.toString(), "--export", out.toString()));
        arguments.addAll(Arrays.asList(more));
        CliProcess.Result run = new CliProcess(scratch).run(arguments.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode json = JSON.readTree(run.out());
        assertThat(json.get("late").asLong()).isZero();
        assertThat(json.get("dead").asLong()).isZero();
        return out;
    }

    private static List<String> lines(Path folder, String result) throws IOException {
        return Files.readAllLines(folder.resolve(result + ".csv")).stream()
                .skip(1)
                .toList();
    }
}
