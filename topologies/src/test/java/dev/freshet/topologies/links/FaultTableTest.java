package dev.freshet.topologies.links;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.topologies.deploy.PlanDriver;
import dev.freshet.topologies.job.JobPlanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** How many of the generator's labelled faults are told, how soon, and what else is told. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultTableTest {
    private static final TelemetrySettings SETTINGS =
            new TelemetrySettings(77, 1_767_600_000_000L, 10_000, 6, 12, 10_000);
    private static final int HOURS = 8;
    private static final long END_MS = SETTINGS.startMs() + HOURS * 3_600_000L;
    private static final long SLACK_MS = 120_000;
    private static final String BEGIN = "<!-- faults -->\n";
    private static final String END = "<!-- end -->";

    private record Told(String link, String fault, long atMs, long sinceMs) {}

    private final FaultPlan plan = new FaultPlan(SETTINGS);
    private final PlanDriver driver = PlanDriver.of(JobPlanner.plan("links"));

    @BeforeAll
    void run() {
        List<byte[]> records = new TelemetryGenerator(SETTINGS)
                .records(SETTINGS.links() * 360 * HOURS)
                .toList();
        for (int from = 0; from < records.size(); from += 2_000) {
            driver.pipe("telemetry", 0, records.subList(from, Math.min(records.size(), from + 2_000)));
        }
        driver.end();
    }

    @AfterAll
    void close() {
        driver.close();
    }

    /** Writes the table with {@code -Dfreshet.write.docs=true}. */
    @Test
    void tableIsCurrent() throws IOException {
        List<Told> told = driver.csv("faults")
                .lines()
                .skip(1)
                .map(line -> line.split(",", -1))
                .filter(cells -> cells[4].equals("begin"))
                .map(cells -> new Told(
                        cells[1] + " " + cells[2],
                        cells[3],
                        Instant.parse(cells[0]).toEpochMilli(),
                        Instant.parse(cells[5]).toEpochMilli()))
                .toList();
        List<InjectedFault> injected = plan.until(END_MS).stream()
                .filter(fault -> fault.kind() != InjectedFault.Kind.FULL && carries(fault.link()))
                .toList();
        StringBuilder table =
                new StringBuilder("| injected | faults | told | told as another | s until told, mean |\n");
        table.append("|---|---|---|---|---|\n");
        int found = 0;
        for (InjectedFault.Kind kind : InjectedFault.Kind.values()) {
            List<InjectedFault> of =
                    injected.stream().filter(fault -> fault.kind() == kind).toList();
            if (!of.isEmpty()) {
                found += row(kind, of, told, table);
            }
        }
        List<Told> others = told.stream()
                .filter(one -> injected.stream().noneMatch(fault -> matches(fault, one)))
                .toList();
        double precision = (double) found / (found + others.size());
        double recall = (double) found / injected.size();
        table.append(String.format(
                Locale.ROOT,
                "%n%d of %d faults are told (recall %.3f); %d rows are about none of them (precision %.3f).%n",
                found,
                injected.size(),
                recall,
                others.size(),
                precision));
        assertThat(precision).as(others.toString()).isGreaterThan(0.85);
        assertThat(recall).isGreaterThan(0.9);
        current(BEGIN, table.toString());
    }

    /** Links that climb to their speed are foretold before they are full. */
    @Test
    void forecastsComeInTime() throws IOException {
        List<String[]> rows = driver.csv("fault_forecast")
                .lines()
                .skip(1)
                .map(line -> line.split(",", -1))
                .toList();
        List<InjectedFault> climbs = plan.until(END_MS).stream()
                .filter(fault -> fault.kind() == InjectedFault.Kind.FULL && carries(fault.link()))
                .toList();
        List<Long> ahead = new ArrayList<>();
        for (InjectedFault climb : climbs) {
            long fullMs = climb.startMs() + 38 * 60_000;
            rows.stream()
                    .filter(cells -> link(climb.link()).equals(cells[1] + " " + cells[2]))
                    .mapToLong(cells -> Instant.parse(cells[0]).toEpochMilli())
                    .filter(at -> at >= climb.startMs() && at < fullMs)
                    .min()
                    .ifPresent(at -> ahead.add((fullMs - at) / 60_000));
        }
        long right = rows.stream()
                .filter(cells -> climbs.stream()
                        .anyMatch(climb -> link(climb.link()).equals(cells[1] + " " + cells[2])
                                && climb.isAt(Instant.parse(cells[0]).toEpochMilli() - 1)))
                .count();
        assertThat((double) ahead.size() / climbs.size()).isGreaterThan(0.9);
        assertThat((double) right / rows.size()).isGreaterThan(0.8);
        current(
                "<!-- forecasts -->\n",
                String.format(
                        Locale.ROOT,
                        "Of %d links that the generator fills within 40 minutes %d were foretold, on the average %.0f minutes before"
                                + " they were full. Of%n%d rows %d were of links that are being filled.%n",
                        climbs.size(),
                        ahead.size(),
                        ahead.stream().mapToLong(minutes -> minutes).average().orElse(0),
                        rows.size(),
                        right));
    }

    private int row(InjectedFault.Kind kind, List<InjectedFault> of, List<Told> told, StringBuilder table) {
        int right = 0;
        int other = 0;
        double seconds = 0;
        for (InjectedFault fault : of) {
            List<Told> about = told.stream().filter(one -> matches(fault, one)).toList();
            if (about.stream().anyMatch(one -> one.fault().equals(kind.told()))) {
                right++;
            } else if (!about.isEmpty()) {
                other++;
            }
            seconds += about.stream()
                            .mapToLong(one -> one.atMs() - fault.startMs())
                            .min()
                            .orElse(0)
                    / 1_000.0;
        }
        table.append(String.format(
                Locale.ROOT,
                "| %s | %d | %d | %d | %.0f |%n",
                kind.name().toLowerCase(Locale.ROOT),
                of.size(),
                right,
                other,
                seconds / Math.max(1, right + other)));
        return right + other;
    }

    private boolean matches(InjectedFault fault, Told told) {
        return told.link().equals(link(fault.link()))
                && told.sinceMs() >= fault.startMs() - SLACK_MS
                && told.sinceMs() < fault.endMs();
    }

    private String link(int link) {
        return plan.device(link) + " " + plan.name(link);
    }

    /** Whether a link carries anything: of one that does not nothing can be told. */
    private boolean carries(int link) {
        return Arrays.stream(driver.csv("link_minute").split("\n"))
                .skip(1)
                .map(line -> line.split(",", -1))
                .anyMatch(cells -> link(link).equals(cells[2] + " " + cells[3]) && Double.parseDouble(cells[5]) > 0);
    }

    private static void current(String begin, String text) throws IOException {
        Path page = Path.of("..", "docs", "links.md");
        String whole = Files.readString(page);
        int from = whole.indexOf(begin) + begin.length();
        assertThat(from).isGreaterThan(begin.length());
        if (Boolean.getBoolean("freshet.write.docs")) {
            Files.writeString(page, whole.substring(0, from) + text + whole.substring(whole.indexOf(END, from)));
        }
        assertThat(Files.readString(page)).contains(begin + text);
    }
}
