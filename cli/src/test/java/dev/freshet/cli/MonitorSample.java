package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Points of series, and what follows from them, or from their scores, without knowing how they are judged. */
final class MonitorSample {
    private static final int QUIET_ROWS = 12;
    private static final int FORETOLD_EVERY = 12;

    /** What was written: for each series its rows as {@code ts,value}, the time as results write it. */
    private final Map<String, List<String>> written = new LinkedHashMap<>();

    /** The rows of a series, for the next one to be added. */
    List<String> series(String name) {
        return written.computeIfAbsent(name, unused -> new ArrayList<>());
    }

    /** Writes JSON of two series as {@code at,host,load}, a minute between points. */
    Path writeHosts(Path file, int points, long seed) throws IOException {
        StringBuilder text = new StringBuilder();
        Random random = new Random(seed);
        for (int i = 0; i < points; i++) {
            for (String host : List.of("a", "b")) {
                double value = Math.round(random.nextGaussian() * 100) / 8.0 + (random.nextInt(500) == 0 ? 200 : 0);
                long seconds = 1_700_000_000L + 60L * i;
                text.append("{\"at\":%d,\"host\":\"%s\",\"load\":%s}%n".formatted(seconds, host, value));
                series(host).add(Instant.ofEpochSecond(seconds) + "," + value);
            }
        }
        return Files.writeString(file, text);
    }

    /** Compares all that was exported. */
    void check(String context, Path out) throws IOException {
        checkScores(context, out);
        checkAnomaliesFollowFromScores(out);
        checkForecasts(out);
    }

    /** A score for every row, in its place. */
    void checkScores(String context, Path out) throws IOException {
        Map<String, List<String>> found = new LinkedHashMap<>();
        List<String> lines = Files.readAllLines(out.resolve("scores.csv"));
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
    static void checkAnomaliesFollowFromScores(Path out) throws IOException {
        List<String> expected = new ArrayList<>();
        Map<String, List<String[]>> rows = new LinkedHashMap<>();
        for (String line : body(out, "scores")) {
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
        List<String> found = body(out, "anomalies").stream()
                .map(line -> line.substring(0, line.lastIndexOf(',')))
                .toList();
        assertThat(found).isEqualTo(expected).isNotEmpty();
    }

    /** Which points have forecasts, and how well "the same as now" would have done so far. */
    void checkForecasts(Path out) throws IOException {
        Map<String, List<String>> found = new LinkedHashMap<>();
        for (String line : body(out, "forecast")) {
            String[] cells = line.split(",", -1);
            found.computeIfAbsent(cells[0], unused -> new ArrayList<>())
                    .add(cells[1] + "," + cells[2] + "," + cells[8]);
        }
        assertThat(found.keySet()).isEqualTo(written.keySet());
        written.forEach((key, rows) -> {
            List<String> points =
                    rows.stream().filter(row -> !row.endsWith(",")).toList();
            List<String> of = found.getOrDefault(key, List.of());
            assertThat(of).as(key).hasSize(4 * (points.size() / FORETOLD_EVERY));
            for (int i = 0; i < of.size(); i++) {
                int seen = (i / 4 + 1) * FORETOLD_EVERY;
                int horizon = List.of(1, 3, 6, 12).get(i % 4);
                String[] cells = of.get(i).split(",", -1);
                assertThat(cells[0] + "," + cells[1]).isEqualTo(cell(points.get(seen - 1), 0) + "," + horizon);
                if (seen > horizon) {
                    assertThat(Double.parseDouble(cells[2])).isCloseTo(sameAsNow(points, seen, horizon), within(1e-6));
                }
            }
        });
    }

    private static double sameAsNow(List<String> points, int seen, int horizon) {
        double sum = 0;
        for (int i = horizon; i < seen; i++) {
            sum += Math.abs(
                    Double.parseDouble(cell(points.get(i), 1)) - Double.parseDouble(cell(points.get(i - horizon), 1)));
        }
        return sum / (seen - horizon);
    }

    private static String cell(String line, int at) {
        return line.split(",", -1)[at];
    }

    private static List<String> body(Path out, String result) throws IOException {
        List<String> lines = Files.readAllLines(out.resolve(result + ".csv"));
        return lines.subList(1, lines.size());
    }
}
