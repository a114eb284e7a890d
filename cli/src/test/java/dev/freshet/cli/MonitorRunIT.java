package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The monitor application from end to end, against a recount that shares no code with the engine. */
class MonitorRunIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter PLAIN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    @TempDir
    Path scratch;

    private final MonitorSample sample = new MonitorSample();

    private int unusable;

    @Test
    void everyRowOfAFolderOfSeriesHasItsScoreInItsPlace() throws IOException {
        long seed = Long.getLong("freshet.fuzz.seed", 5L);
        Path folder = Files.createDirectories(scratch.resolve("in"));
        for (int series = 0; series < 5; series++) {
            series(folder, "series-" + series, new Random(seed + series));
        }
        JsonNode json = run("--input", folder.toString());

        assertThat(json.get("late").asLong()).isZero();
        assertThat(json.get("dead").asLong()).as("seed " + seed).isEqualTo(unusable);
        sample.check("seed " + seed, scratch.resolve("export"));
    }

    @Test
    void columnsAreNamedAndKafkaGivesTheSame() throws IOException {
        Path file = sample.writeHosts(scratch.resolve("points.json"), 1_500, 9);
        String[] names = {"-D", "monitor.time=at", "-D", "monitor.key=host", "-D", "monitor.value=load"};
        String[] fromFile = concat(new String[] {"--input", file.toString()}, names);

        run(fromFile);
        sample.check("from the file", scratch.resolve("export"));
        String scores = Files.readString(exported("scores"));
        String anomalies = Files.readString(exported("anomalies"));
        run(concat(fromFile, "--kafka", "embedded"));
        assertThat(Files.readString(exported("scores"))).isEqualTo(scores);
        assertThat(Files.readString(exported("anomalies"))).isEqualTo(anomalies);
    }

    @Test
    void theDemonstrationFindsFaults() throws IOException {
        run("--events", "20000");
        assertThat(Files.readAllLines(exported("scores"))).hasSize(20_001);
        assertThat(Files.readAllLines(exported("anomalies"))).hasSizeGreaterThan(5);
        MonitorSample.checkAnomaliesFollowFromScores(scratch.resolve("export"));
    }

    private void series(Path folder, String name, Random random) throws IOException {
        List<String> lines = new ArrayList<>(List.of("timestamp,value"));
        List<String> rows = sample.series(name);
        LocalDateTime time = LocalDateTime.of(2014, 1 + random.nextInt(12), 1, 0, 0);
        for (int i = 0; i < 2_000; i++) {
            double value = Math.round(1000 * (50 + 10 * Math.sin(i / 40.0) + random.nextGaussian())) / 1000.0
                    + (random.nextInt(400) == 0 ? 80 : 0);
            int fate = random.nextInt(50);
            LocalDateTime at = fate == 1 ? time.minusHours(random.nextInt(100)) : time;
            if (fate == 0) {
                lines.add(PLAIN.format(at) + "," + (random.nextBoolean() ? "many" : "1,2"));
                unusable++;
                continue;
            }
            String cell = fate == 2 ? "" : Double.toString(value);
            lines.add(PLAIN.format(at) + "," + cell);
            rows.add(PLAIN.format(at).replace(' ', 'T') + "Z," + cell);
            time = fate == 3 ? time : time.plusMinutes(5);
        }
        Files.write(folder.resolve(name + ".csv"), lines);
    }

    private Path exported(String result) {
        return scratch.resolve("export").resolve(result + ".csv");
    }

    private JsonNode run(String... more) throws IOException {
        String[] fixed = {
            "run", "monitor", "--json", "--export", scratch.resolve("export").toString()
        };
        CliProcess.Result run = new CliProcess(scratch).run(concat(fixed, more));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return JSON.readTree(run.out());
    }

    private static String[] concat(String[] first, String... then) {
        String[] all = Arrays.copyOf(first, first.length + then.length);
        System.arraycopy(then, 0, all, first.length, then.length);
        return all;
    }
}
