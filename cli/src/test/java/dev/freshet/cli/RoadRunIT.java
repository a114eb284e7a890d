package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.testkit.road.LinearRoadChecker;
import dev.freshet.topologies.road.TrafficSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The road application from end to end, against a checker that shares no code with the engine. */
class RoadRunIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path scratch;

    @Test
    void twoExpresswaysAreAnsweredAsByTheRulesFromAFileAndFromKafka() throws IOException {
        long seed = Long.getLong("freshet.fuzz.seed", 3L);
        List<String> records = RoadSample.records(new TrafficSettings(seed, 2, 2), 160_000);
        Path file = Files.write(scratch.resolve("cars.dat"), records);
        List<String> historical = RoadSample.historical(records, new Random(seed));
        Path tolls = Files.write(scratch.resolve("historical.csv"), historical);
        LinearRoadChecker expected = LinearRoadChecker.of(file, historical);

        check(records.size(), expected, tolls, "--input", file.toString());
        assertThat(expected.accidents()).as("seed " + seed).hasSizeGreaterThan(100);
        assertThat(expected.balances()).as("seed " + seed).hasSizeGreaterThan(1000);
        assertThat(expected.expenditures()).as("seed " + seed).hasSizeGreaterThan(100);
        check(records.size(), expected, tolls, "--input", file.toString(), "--kafka", "embedded");
    }

    @Test
    void theDemonstrationAnswersTheSameTraffic() throws IOException {
        List<String> records = RoadSample.records(new TrafficSettings(5, 1, 3), 60_000);
        LinearRoadChecker expected = LinearRoadChecker.of(records.stream(), List.of());
        Path out = scratch.resolve("demonstration");
        CliProcess.Result run = new CliProcess(scratch)
                .run("run", "road", "--events", "60000", "--seed", "5", "--export", out.toString(), "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        RoadSample.checkAnswers(expected, out);
        RoadSample.checkRisk(records, out);
    }

    private void check(int events, LinearRoadChecker expected, Path tolls, String... from) throws IOException {
        Path out = Files.createTempDirectory(scratch, "export");
        List<String> arguments = new ArrayList<>(List.of("run", "road", "--format", "linear-road", "--json"));
        arguments.addAll(List.of("-D", "road.historical-tolls=" + tolls, "--export", out.toString()));
        arguments.addAll(List.of(from));
        CliProcess.Result run = new CliProcess(scratch).run(arguments.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode json = JSON.readTree(run.out());
        assertThat(json.get("events_in").asLong()).isEqualTo(events);
        assertThat(json.get("late").asLong()).isZero();
        assertThat(json.get("dead").asLong()).isZero();
        RoadSample.check(expected, out);
    }
}
