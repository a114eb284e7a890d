package dev.freshet.testkit.road;

import dev.freshet.testkit.road.LoopReadings.Reading;
import dev.freshet.testkit.road.LoopReadings.Spot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts windows, falls of speed and what may be done about it again, of {@link LoopReadings}, by their definitions. */
public final class LoopRecount {
    private static final long MINUTE_MS = 60_000;
    private static final long STEP_MS = 5 * MINUTE_MS;

    private record Ranked(double by, String key, String line) {}

    private record Wave(String origin, double originMs, double originWay, int sensors, double fellMs) {}

    private final LoopReadings readings;

    public LoopRecount(LoopReadings readings) {
        this.readings = readings;
    }

    private static String span(long startMs, long sizeMs) {
        return Instant.ofEpochMilli(startMs) + "," + Instant.ofEpochMilli(startMs + sizeMs) + ",";
    }

    private String key(String sensor) {
        Spot spot = readings.spot(sensor);
        return spot.road() + "," + spot.direction() + "," + sensor;
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }

    /** Lines of {@code segment_minute}, in no order and without a header, as of the other results. */
    public List<String> minutes() {
        List<String> lines = new ArrayList<>();
        readings.windows(MINUTE_MS)
                .forEach((sensor, windows) -> windows.forEach((start, of) -> lines.add(span(start, MINUTE_MS)
                        + key(sensor) + "," + LoopReadings.mean(of, Reading::speed) + ","
                        + number(LoopReadings.mean(of, Reading::occupancy)) + ","
                        + number(LoopReadings.mean(of, Reading::flow)) + ","
                        + LoopReadings.free(of) + "," + of.size())));
        return lines;
    }

    /** Lines of {@code congestion_top}. */
    public List<String> congestion() {
        Map<Long, List<Ranked>> places = new TreeMap<>();
        readings.windows(STEP_MS)
                .forEach((sensor, windows) -> windows.forEach((start, of) -> {
                    double speed = LoopReadings.mean(of, Reading::speed);
                    double free = LoopReadings.free(of);
                    if (speed < free && 1 - speed / free >= 0.1) {
                        places.computeIfAbsent(start, unused -> new ArrayList<>())
                                .add(new Ranked(
                                        1 - speed / free,
                                        key(sensor),
                                        key(sensor) + "," + (1 - speed / free) + "," + speed + "," + free));
                    }
                }));
        return ranked(places);
    }

    private static List<String> ranked(Map<Long, List<Ranked>> places) {
        List<String> lines = new ArrayList<>();
        places.forEach((start, of) -> {
            of.sort(Comparator.comparingDouble((Ranked it) -> -it.by()).thenComparing(Ranked::key));
            for (int rank = 1; rank <= Math.min(20, of.size()); rank++) {
                lines.add(span(start, STEP_MS) + rank + "," + of.get(rank - 1).line());
            }
        });
        return lines;
    }

    /** Lines of {@code shockwaves}. */
    public List<String> shockwaves() {
        List<String> lines = new ArrayList<>();
        TreeMap<String, TreeMap<Long, List<Reading>>> windows = readings.windows(STEP_MS);
        for (List<String> way : readings.ways()) {
            Map<String, Wave> last = new HashMap<>();
            way.stream()
                    .flatMap(sensor -> LoopReadings.of(windows, sensor).keySet().stream())
                    .distinct()
                    .sorted()
                    .forEach(start -> {
                        for (int i = way.size() - 1; i >= 0; i--) {
                            falls(way, i, LoopReadings.of(windows, way.get(i)), start, last, lines);
                        }
                    });
        }
        return lines;
    }

    private void falls(
            List<String> way,
            int i,
            TreeMap<Long, List<Reading>> of,
            long start,
            Map<String, Wave> last,
            List<String> lines) {
        if (!of.containsKey(start) || !of.containsKey(start - STEP_MS)) {
            return;
        }
        double free = LoopReadings.free(LoopReadings.of(of, start));
        double before = LoopReadings.mean(LoopReadings.of(of, start - STEP_MS), Reading::speed) / free;
        double now = LoopReadings.mean(LoopReadings.of(of, start), Reading::speed) / free;
        if (before < 0.6 || now >= 0.6 || before - now < 0.2) {
            return;
        }
        String sensor = way.get(i);
        double here = readings.spot(sensor).way();
        double fell = start - STEP_MS + STEP_MS * (before - 0.6) / (before - now);
        Wave wave = new Wave(sensor, fell, here, 1, fell);
        Wave ahead = i + 1 < way.size() ? last.get(way.get(i + 1)) : null;
        if (ahead != null && fell - ahead.fellMs() >= -STEP_MS && fell - ahead.fellMs() <= 6 * STEP_MS) {
            double apart = readings.spot(way.get(i + 1)).way() - here;
            if (apart > 0 && apart <= 10) {
                wave = new Wave(ahead.origin(), ahead.originMs(), ahead.originWay(), ahead.sensors() + 1, fell);
            }
        }
        last.put(sensor, wave);
        double hours = (fell - wave.originMs()) / 3_600_000;
        if (wave.sensors() > 1 && fell - wave.originMs() >= STEP_MS) {
            Spot spot = readings.spot(sensor);
            double travelled = wave.originWay() - here;
            lines.add(Instant.ofEpochMilli(start + STEP_MS - 1) + "," + spot.road() + "," + spot.direction() + ","
                    + wave.origin() + "," + Instant.ofEpochMilli((long) wave.originMs()) + "," + sensor + ","
                    + spot.position() + "," + Instant.ofEpochMilli((long) fell) + "," + travelled + ","
                    + wave.sensors() + "," + travelled / hours);
        }
    }

    /**
     * Lines of {@code advice}.
     *
     * @param outlook what is foretold of each sensor and window: see {@link OutlookOfLoops#ahead}
     */
    public List<String> advice(Map<String, double[]> outlook) {
        Map<Long, List<Ranked>> places = new TreeMap<>();
        readings.windows(STEP_MS)
                .forEach((sensor, windows) -> windows.forEach((start, of) -> {
                    double[] ahead = outlook.get(sensor + "@" + start);
                    double free = LoopReadings.free(of);
                    double speed = LoopReadings.mean(of, Reading::speed);
                    if (ahead == null || Math.min(ahead[0], Math.min(ahead[1], ahead[2])) >= 0.6 * free) {
                        return;
                    }
                    double flow = LoopReadings.mean(of, Reading::flow);
                    double cars = Double.isNaN(flow) ? 1500 : flow;
                    boolean stands = speed < 0.25 * free && ahead[1] < 0.4 * free;
                    boolean slow = speed < 0.6 * free && ahead[0] < 0.6 * free;
                    double delay = 0;
                    for (int i = 0; i < 3; i++) {
                        delay += (i == 2 ? 0.5 : 0.25) * Math.max(0, 1 / ahead[i] - 1 / free);
                    }
                    delay *= cars * readings.spot(sensor).length();
                    double saved = Math.min(delay, cars * (stands ? 0.1 : slow ? 0.025 : 0.05));
                    String key = key(sensor) + "," + (stands ? "close" : slow ? "meter" : "toll");
                    places.computeIfAbsent(start, unused -> new ArrayList<>())
                            .add(new Ranked(
                                    saved,
                                    key,
                                    key + "," + saved + "," + delay + "," + speed + "," + ahead[0] + "," + ahead[1]
                                            + "," + ahead[2]));
                }));
        return ranked(places);
    }
}
