package dev.freshet.topologies.road;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.testkit.AlmostSame;
import dev.freshet.testkit.road.LinearRoadChecker;
import dev.freshet.testkit.road.LinearRoadChecker.Accident;
import dev.freshet.testkit.road.RiskRecount;
import dev.freshet.topologies.deploy.PlanDriver;
import dev.freshet.topologies.job.JobPlanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The result {@code risk} against a recount, and how many of a generated hour's accidents it foretells, how soon, and what else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RiskTableTest {
    private static final long SEED = Long.getLong("freshet.fuzz.seed", 77L);
    private static final String BEGIN = "<!-- risk -->\n";
    private static final String END = "<!-- end -->";
    private static final long FORETOLD_S = 900;
    private static final long QUIET_S = 180;
    private static final long AFTER_S = 300;

    private record Row(String place, long segment, long endS, double score) {}

    private final List<String> records = ExpresswayFuzz.records(new TrafficSettings(SEED, 1, 2, 0.6), 3600);
    private final List<Accident> accidents =
            LinearRoadChecker.of(records.stream(), List.of()).happened();
    private final PlanDriver driver = PlanDriver.of(JobPlanner.plan("road"));
    private List<Row> rows = List.of();

    @BeforeAll
    void run() {
        List<byte[]> bytes = records.stream()
                .map(record -> record.getBytes(StandardCharsets.US_ASCII))
                .toList();
        for (int from = 0; from < bytes.size(); from += 2_000) {
            driver.pipe("cars", 0, bytes.subList(from, Math.min(bytes.size(), from + 2_000)));
        }
        driver.end();
        rows = driver.csv("risk")
                .lines()
                .skip(1)
                .map(line -> line.split(","))
                .map(cells -> new Row(
                        cells[1] + "," + cells[2],
                        Long.parseLong(cells[3]),
                        Instant.parse(cells[4]).getEpochSecond(),
                        Double.parseDouble(cells[5])))
                .toList();
    }

    @AfterAll
    void close() {
        driver.close();
    }

    @Test
    void riskIsAsFoundAgain() {
        AlmostSame.requireLines(driver.csv("risk"), RiskRecount.lines(records.stream()), 10_000);
        assertThat(rows).allMatch(row -> row.score >= 0 && row.score <= 1);
    }

    /** Writes the table with {@code -Dfreshet.write.docs=true}. */
    @Test
    void tableIsCurrent() throws IOException {
        double hours = rows.size() / 60.0;
        StringBuilder table = new StringBuilder(
                "| score from | told before a car stood | minutes ahead | told before detected | minutes ahead | false alarms | of them in queues | a segment and hour |\n");
        table.append("|---|---|---|---|---|---|---|---|\n");
        for (double threshold : new double[] {0.05, 0.1, 0.2, 0.3, 0.5}) {
            table.append(row(threshold, hours));
        }
        table.append(String.format(
                Locale.ROOT,
                "%n%d accidents in %.0f hours of segments: of alarms at random %.1f%% would be right.%n",
                accidents.size(),
                hours,
                100 * accidents.size() / hours * FORETOLD_S / 3600));
        if (SEED == 77) {
            current(table.toString());
        }
    }

    private String row(double threshold, double hours) {
        Map<Accident, Long> told = new HashMap<>();
        int wrong = 0;
        int inQueues = 0;
        for (Row alarm : alarms(threshold)) {
            List<Accident> meant = accidents.stream()
                    .filter(it ->
                            at(it, alarm) && it.detected() > alarm.endS && it.detected() <= alarm.endS + FORETOLD_S)
                    .toList();
            meant.forEach(it -> told.putIfAbsent(it, alarm.endS));
            wrong += meant.isEmpty() ? 1 : 0;
            inQueues += meant.isEmpty() && accidents.stream().anyMatch(it -> isQueue(it, alarm)) ? 1 : 0;
        }
        List<Double> early = ahead(told, Accident::stood);
        List<Double> all = ahead(told, Accident::detected);
        if (threshold == 0.1) {
            assertThat(all).hasSizeGreaterThan(accidents.size() / 2);
            assertThat(early).isNotEmpty();
        }
        return String.format(
                Locale.ROOT,
                "| %s | %d of %d | %s | %d of %d | %s | %d | %d | %.2f |%n",
                threshold,
                early.size(),
                accidents.size(),
                median(early),
                all.size(),
                accidents.size(),
                median(all),
                wrong,
                inQueues,
                wrong / hours);
    }

    /** Rows at or above the threshold that have no such row of the segment within three minutes before them, and no accident there. */
    private List<Row> alarms(double threshold) {
        Map<String, Long> last = new HashMap<>();
        List<Row> alarms = new ArrayList<>();
        rows.stream()
                .sorted(Comparator.comparingLong(Row::endS))
                .filter(row -> row.score >= threshold)
                .filter(row -> accidents.stream().noneMatch(it -> at(it, row) && isThere(it, row.endS)))
                .forEach(row -> {
                    Long before = last.put(row.place + "," + row.segment, row.endS);
                    if (before == null || row.endS - before > QUIET_S) {
                        alarms.add(row);
                    }
                });
        return alarms;
    }

    private static boolean at(Accident it, Row row) {
        return row.place.equals(it.xway() + "," + it.dir()) && row.segment == it.segment();
    }

    private static boolean isThere(Accident it, long timeS) {
        return it.detected() <= timeS && timeS - AFTER_S < it.cleared();
    }

    private static boolean isQueue(Accident it, Row row) {
        long ahead = it.dir() == 0 ? it.segment() - row.segment : row.segment - it.segment();
        return row.place.equals(it.xway() + "," + it.dir())
                && ahead > 0
                && ahead <= 4
                && it.stood() <= row.endS
                && row.endS - AFTER_S < it.cleared();
    }

    private static List<Double> ahead(Map<Accident, Long> told, ToLongFunction<Accident> when) {
        return told.entrySet().stream()
                .map(entry -> (when.applyAsLong(entry.getKey()) - entry.getValue()) / 60.0)
                .filter(minutes -> minutes > 0)
                .sorted()
                .toList();
    }

    private static String median(List<Double> sorted) {
        return sorted.isEmpty() ? "" : String.format(Locale.ROOT, "%.1f", sorted.get(sorted.size() / 2));
    }

    private static void current(String text) throws IOException {
        Path page = Path.of("..", "docs", "road.md");
        String whole = Files.readString(page);
        int from = whole.indexOf(BEGIN) + BEGIN.length();
        assertThat(from).isGreaterThan(BEGIN.length());
        if (Boolean.getBoolean("freshet.write.docs")) {
            Files.writeString(page, whole.substring(0, from) + text + whole.substring(whole.indexOf(END, from)));
        }
        assertThat(Files.readString(page)).contains(BEGIN + text);
    }
}
