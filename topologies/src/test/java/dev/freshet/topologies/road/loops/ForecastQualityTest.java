package dev.freshet.topologies.road.loops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.topologies.deploy.PlanDriver;
import dev.freshet.topologies.road.loops.LoopTraffic.Incident;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** How good forecasts and incidents are on generated traffic of three weeks; what docs/road.md tells is from here. */
class ForecastQualityTest {
    private static final long START_MS = Instant.parse("2026-01-05T00:00:00Z").toEpochMilli();
    private static final int DAYS = 21;
    private static final List<String> TOLD = new ArrayList<>();
    private static final LoopSettings SETTINGS = new LoopSettings(7, START_MS, 1, 16);

    @Test
    void forecastsBeatBothBaselinesAndIncidentsAreFound() throws IOException {
        try (PlanDriver driver = PlanDriver.of(LoopRecords.plan(SETTINGS))) {
            List<byte[]> records = LoopRecords.of(SETTINGS, DAYS * 288);
            for (int from = 0; from < records.size(); from += 5_000) {
                driver.pipe("detectors", 0, records.subList(from, Math.min(records.size(), from + 5_000)));
            }
            driver.end();
            forecasts(driver.csv("forecast"));
            waves(driver.csv("shockwaves"));
            incidents(driver.csv("incidents"));
            Files.write(Path.of("target", "detectors-quality.txt"), TOLD);
        }
    }

    private static void forecasts(String csv) {
        Map<String, String[]> last = new LinkedHashMap<>();
        csv.lines()
                .skip(1)
                .map(line -> line.split(",", -1))
                .forEach(cells -> last.put(cells[3] + "," + cells[6], cells));
        Map<Integer, double[]> sums = new TreeMap<>();
        for (String[] cells : last.values()) {
            double judged = Double.parseDouble(cells[9]);
            double[] of = sums.computeIfAbsent(Integer.parseInt(cells[6]), unused -> new double[4]);
            of[0] += judged;
            for (int i = 1; i <= 3; i++) {
                of[i] += judged * Double.parseDouble(cells[9 + i]);
            }
        }
        assertThat(sums).hasSize(3);
        sums.forEach((horizon, of) -> {
            String told = horizon + " min: " + of[1] / of[0] + ", now " + of[2] / of[0] + ", usual " + of[3] / of[0];
            assertThat(of[1]).as(told).isLessThan(0.95 * of[2]).isLessThan(0.95 * of[3]);
            report(told);
        });
    }

    private static void incidents(String csv) {
        LoopTraffic traffic = new LoopTraffic(SETTINGS);
        List<Incident> left = new ArrayList<>();
        for (long day = START_MS / 86_400_000; day < START_MS / 86_400_000 + DAYS; day++) {
            left.addAll(traffic.incidents(0, day));
            left.addAll(traffic.incidents(1, day));
        }
        int all = left.size();
        int falsely = 0;
        double minutes = 0;
        for (String line :
                csv.lines().skip(1).filter(it -> it.contains(",begin,")).toList()) {
            String[] cells = line.split(",", -1);
            long atMs = Instant.parse(cells[0]).toEpochMilli();
            int carriageway = cells[2].equals("N") ? 0 : 1;
            double position = Double.parseDouble(cells[4]);
            double way = carriageway == 0 ? position : (SETTINGS.sensors() - 1) * 0.5 - position;
            List<Incident> meant = left.stream()
                    .filter(it -> it.carriageway() == carriageway
                            && Math.abs(it.way() - way) < 1
                            && atMs >= it.startMs()
                            && atMs < it.clearMs() + 600_000)
                    .toList();
            falsely += meant.isEmpty() && !again(traffic, carriageway, way, atMs) ? 1 : 0;
            for (Incident it : meant) {
                minutes += (atMs - it.startMs()) / 60_000.0;
            }
            left.removeAll(meant);
        }
        int found = all - left.size();
        String told = found + " of " + all + " incidents, after " + minutes / found + " minutes, " + falsely
                + " false alarms in " + DAYS + " days";
        report(told);
        assertThat(found).as(TOLD + told).isGreaterThan(all * 9 / 10);
        assertThat(falsely).as(told).isLessThan(8 * DAYS);
    }

    /** A place that was told before is no false alarm. */
    private static boolean again(LoopTraffic traffic, int carriageway, double way, long atMs) {
        return traffic.incidents(carriageway, Math.floorDiv(atMs, 86_400_000L)).stream()
                .anyMatch(it -> Math.abs(it.way() - way) < 1
                        && atMs >= it.startMs()
                        && atMs < it.clearMs() + Duration.ofMinutes(30).toMillis());
    }

    private static void waves(String csv) {
        List<Double> speeds = csv.lines()
                .skip(1)
                .map(line -> line.split(",", -1))
                .filter(cells -> Integer.parseInt(cells[9]) >= 4)
                .map(cells -> Double.parseDouble(cells[10]))
                .sorted()
                .toList();
        assertThat(speeds).hasSizeGreaterThan(20);
        double middle = speeds.get(speeds.size() / 2);
        report(speeds.size() + " rows of waves over 4 sensors or more, median speed " + middle);
        assertThat(middle).isBetween(LoopTraffic.GROWTH - 4, LoopTraffic.GROWTH + 4);
    }

    private static void report(String line) {
        System.getLogger(ForecastQualityTest.class.getName()).log(System.Logger.Level.INFO, line);
        TOLD.add(line);
    }
}
