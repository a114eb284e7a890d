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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The monitor application from end to end, against a recount that shares no code with the engine. */
class MonitorRunIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter PLAIN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final int QUIET_ROWS = 12;

    @TempDir
    Path scratch;

    /** What was written: for each series its rows as {@code ts,value}, the time as results write it. */
    private final Map<String, List<String>> written = new LinkedHashMap<>();

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
        assertScores("seed " + seed);
        assertAnomaliesFollowFromScores();
        assertForecasts();
    }

    @Test
    void columnsAreNamedAndKafkaGivesTheSame() throws IOException {
        Path file = scratch.resolve("points.json");
        StringBuilder text = new StringBuilder();
        Random random = new Random(9);
        for (int i = 0; i < 1_500; i++) {
            for (String host : List.of("a", "b")) {
                double value = Math.round(random.nextGaussian() * 100) / 8.0;
                long seconds = 1_700_000_000L + 60L * i;
                text.append("{\"at\":%d,\"host\":\"%s\",\"load\":%s}%n".formatted(seconds, host, value));
                written.computeIfAbsent(host, unused -> new ArrayList<>())
                        .add(java.time.Instant.ofEpochSecond(seconds) + "," + value);
            }
        }
        Files.writeString(file, text);
        String[] names = {"-D", "monitor.time=at", "-D", "monitor.key=host", "-D", "monitor.value=load"};
        String[] fromFile = concat(new String[] {"--input", file.toString()}, names);

        run(fromFile);
        assertScores("from the file");
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
        assertAnomaliesFollowFromScores();
    }

    private void series(Path folder, String name, Random random) throws IOException {
        List<String> lines = new ArrayList<>(List.of("timestamp,value"));
        List<String> rows = written.computeIfAbsent(name, unused -> new ArrayList<>());
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

    private void assertScores(String context) throws IOException {
        Map<String, List<String>> found = new LinkedHashMap<>();
        List<String> lines = Files.readAllLines(exported("scores"));
        assertThat(lines.get(0)).isEqualTo("key,ts,value,score,expected,lower,upper,anomaly,reason");
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            found.computeIfAbsent(cells[0], unused -> new ArrayList<>()).add(cells[1] + "," + cells[2]);
            assertThat(Double.parseDouble(cells[3])).isBetween(0.0, 1.0);
            assertThat(cells[7]).isEqualTo(Double.parseDouble(cells[3]) >= 0.5 ? "true" : "false");
        }
        assertThat(found).as(context).isEqualTo(written);
    }

    /** Runs of anomalies with fewer than twelve others between, by key. */
    private void assertAnomaliesFollowFromScores() throws IOException {
        List<String> expected = new ArrayList<>();
        Map<String, List<String[]>> rows = new LinkedHashMap<>();
        for (String line : body("scores")) {
            String[] cells = line.split(",", -1);
            rows.computeIfAbsent(cells[0], unused -> new ArrayList<>()).add(cells);
        }
        rows.forEach((key, of) -> {
            int last = -1;
            int first = -1;
            int peak = -1;
            for (int i = 0; i <= of.size(); i++) {
                boolean anomaly = i < of.size() && of.get(i)[7].equals("true");
                boolean ends =
                        first >= 0 && (i == of.size() || i - last > QUIET_ROWS || !anomaly && i - last == QUIET_ROWS);
                if (ends) {
                    expected.add(
                            String.join(",", key, of.get(first)[1], of.get(last)[1], of.get(peak)[3], of.get(peak)[8]));
                    first = -1;
                }
                if (anomaly) {
                    boolean greater =
                            first < 0 || Double.parseDouble(of.get(i)[3]) > Double.parseDouble(of.get(peak)[3]);
                    first = first < 0 ? i : first;
                    peak = greater ? i : peak;
                    last = i;
                }
            }
        });
        List<String> found = body("anomalies").stream()
                .map(line -> line.substring(0, line.lastIndexOf(',')))
                .toList();
        assertThat(found).isEqualTo(expected).isNotEmpty();
    }

    private void assertForecasts() throws IOException {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (String line : body("forecast")) {
            counts.merge(line.substring(0, line.indexOf(',')), 1, Integer::sum);
        }
        Map<String, Integer> expected = new LinkedHashMap<>();
        written.forEach((key, rows) -> expected.put(
                key, 4 * (int) (rows.stream().filter(row -> !row.endsWith(",")).count() / 12)));
        assertThat(counts).isEqualTo(expected);
    }

    private List<String> body(String result) throws IOException {
        List<String> lines = Files.readAllLines(exported(result));
        return lines.subList(1, lines.size());
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
