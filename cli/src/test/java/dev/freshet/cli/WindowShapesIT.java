package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.freshet.testkit.RandomSource;
import dev.freshet.testkit.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline file with sessions and cumulative windows, run by the command into Redis, against a recount of the events. */
@ExtendWith(Seed.class)
class WindowShapesIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PIPELINE = """
            name: visits
            inputs:
              clicks: { format: json, schema: { ts: TIMESTAMP(ms), who: VARCHAR }, out-of-order: 10s }
            results:
              sessions: { from: clicks, by: who, window: session 30s, aggregate: "count() AS n, last(who) AS name" }
              hour: { from: clicks, by: who, window: 1h cumulative 20m, aggregate: count() AS n }
              tens: { from: clicks, by: who, window: 10 rows, aggregate: count() AS n }
            """;
    private static final long GAP_MS = 30_000;
    private static final long HOUR_MS = 3_600_000;
    private static final long STEP_MS = 1_200_000;

    private record Click(long time, String who) {}

    @TempDir
    Path scratch;

    @Test
    void sessionsAndCumulativeWindowsAreThoseOfARecount(RandomSource random) throws IOException {
        List<Click> clicks = clicks(random);
        StringBuilder lines = new StringBuilder();
        clicks.forEach(click -> lines.append("{\"ts\":")
                .append(click.time)
                .append(",\"who\":\"")
                .append(click.who)
                .append("\"}\n"));
        Files.writeString(scratch.resolve("clicks.json"), lines);
        CliProcess.Result run = new CliProcess(scratch)
                .run(
                        "run",
                        Files.writeString(scratch.resolve("visits.yaml"), PIPELINE)
                                .toString(),
                        "--input",
                        scratch.resolve("clicks.json").toString(),
                        "--export",
                        scratch.resolve("export").toString(),
                        "--json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode summary = JSON.readTree(run.out());
        assertThat(summary.get("late").asLong()).isZero();
        assertThat(summary.get("dead").asLong()).isZero();
        assertThat(exported("sessions")).containsExactlyInAnyOrderElementsOf(sessions(clicks));
        assertThat(exported("tens"))
                .hasSize(byName(clicks).values().stream()
                        .mapToInt(times -> (times.size() + 9) / 10)
                        .sum());
        assertThat(exported("hour")).containsExactlyInAnyOrderElementsOf(steps(clicks));
    }

    private static List<Click> clicks(RandomSource random) {
        List<Click> clicks = new ArrayList<>();
        long time = 1_700_000_000_000L;
        for (int i = 0; i < 2_000; i++) {
            time += random.nextLong(0, 12_000);
            clicks.add(new Click(time - random.nextLong(0, 10_001), "user" + random.nextInt(0, 7)));
        }
        return clicks;
    }

    private static TreeMap<String, List<Long>> byName(List<Click> clicks) {
        TreeMap<String, List<Long>> byName = new TreeMap<>();
        clicks.forEach(click ->
                byName.computeIfAbsent(click.who, unused -> new ArrayList<>()).add(click.time));
        return byName;
    }

    private static List<String> sessions(List<Click> clicks) {
        List<String> sessions = new ArrayList<>();
        byName(clicks).forEach((who, times) -> {
            times.sort(null);
            int from = 0;
            for (int i = 1; i <= times.size(); i++) {
                if (i == times.size() || times.get(i) - times.get(i - 1) >= GAP_MS) {
                    sessions.add(
                            window(times.get(from), times.get(i - 1) + GAP_MS) + who + "," + (i - from) + "," + who);
                    from = i;
                }
            }
        });
        return sessions;
    }

    private static List<String> steps(List<Click> clicks) {
        TreeMap<String, Long> counts = new TreeMap<>();
        for (Click click : clicks) {
            long start = click.time - click.time % HOUR_MS;
            for (long end = start + STEP_MS; end <= start + HOUR_MS; end += STEP_MS) {
                if (click.time < end) {
                    counts.merge(window(start, end) + click.who, 1L, Long::sum);
                }
            }
        }
        return counts.entrySet().stream()
                .map(entry -> entry.getKey() + "," + entry.getValue())
                .toList();
    }

    private static String window(long start, long end) {
        return Instant.ofEpochMilli(start) + "," + Instant.ofEpochMilli(end) + ",";
    }

    private List<String> exported(String result) throws IOException {
        List<String> lines = Files.readAllLines(scratch.resolve("export").resolve(result + ".csv"));
        return lines.subList(1, lines.size());
    }
}
