package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.testkit.road.LinearRoadChecker;
import dev.freshet.testkit.road.RiskRecount;
import dev.freshet.topologies.road.TrafficGenerator;
import dev.freshet.topologies.road.TrafficSettings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
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
        List<String> records = records(new TrafficSettings(seed, 2, 2), 160_000);
        Path file = Files.write(scratch.resolve("cars.dat"), records);
        List<String> historical = historical(records, new Random(seed));
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
        List<String> records = records(new TrafficSettings(5, 1, 3), 60_000);
        LinearRoadChecker expected = LinearRoadChecker.of(records.stream(), List.of());
        Path out = scratch.resolve("demonstration");
        CliProcess.Result run = new CliProcess(scratch)
                .run("run", "road", "--events", "60000", "--seed", "5", "--export", out.toString(), "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(sorted(out.resolve("tolls.csv"), "vid,time,lav,toll")).isEqualTo(expected.tolls());
        assertThat(sorted(out.resolve("balances.csv"), "qid,time,vid,balance")).isEqualTo(expected.balances());
        assertThat(Files.readAllLines(out.resolve("risk.csv")))
                .hasSize(1 + RiskRecount.lines(records.stream()).size());
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
        assertThat(sorted(out.resolve("tolls.csv"), "vid,time,lav,toll")).isEqualTo(expected.tolls());
        assertThat(sorted(out.resolve("accidents.csv"), "time,xway,segment,dir,vid"))
                .isEqualTo(expected.accidents());
        assertThat(sorted(out.resolve("balances.csv"), "qid,time,vid,balance")).isEqualTo(expected.balances());
        assertThat(sorted(out.resolve("expenditures.csv"), "qid,time,vid,xway,day,toll"))
                .isEqualTo(expected.expenditures());
    }

    private static List<String> records(TrafficSettings settings, int count) {
        return new TrafficGenerator(settings)
                .records(count)
                .map(record -> new String(record, StandardCharsets.UTF_8))
                .toList();
    }

    /** Answers to half of what is asked. */
    private static List<String> historical(List<String> records, Random random) {
        Set<String> asked = new LinkedHashSet<>();
        for (String record : records) {
            String[] cells = record.split(",");
            if (cells[0].equals("3")) {
                asked.add(cells[2] + "," + cells[14] + "," + cells[4]);
            }
        }
        return asked.stream()
                .filter(unused -> random.nextBoolean())
                .map(key -> key + "," + random.nextInt(200))
                .toList();
    }

    private static List<String> sorted(Path file, String header) throws IOException {
        List<String> lines = Files.readAllLines(file);
        assertThat(lines.get(0)).isEqualTo(header);
        return lines.stream().skip(1).sorted().toList();
    }
}
