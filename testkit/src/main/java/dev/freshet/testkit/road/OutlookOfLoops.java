package dev.freshet.testkit.road;

import dev.freshet.testkit.road.LoopReadings.Reading;
import dev.freshet.testkit.road.LoopReadings.Spot;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Forecasts of speeds and incidents again: what is usual from all readings before, and each model's equations by elimination. */
public final class OutlookOfLoops {
    private static final long STEP_MS = 300_000;
    private static final long DAY_MS = 86_400_000;
    private static final int[] STEPS = {3, 6, 12};
    private static final int TERMS = 9;

    private record Said(double forecast, double model, double expected, double usual, double now, double[] terms) {}

    /** What a sensor's forecasts of one horizon have come to. */
    private static final class History {
        final Map<Long, Said> said = new HashMap<>();
        final double[][] equations = new double[TERMS][TERMS + 1];
        final double[] wayErrors = new double[3];
        int known;
        int judged;
        double error;
        double errorNow;
        double errorUsual;
    }

    private static final class Seen {
        final TreeMap<Long, Double> speeds = new TreeMap<>();
        final Map<Integer, History> records = new HashMap<>();
        double off;
        double fast;
        double slow;
        double score;
        long since = -1;
        boolean begun;
    }

    private final LoopReadings readings;
    private final List<String> forecasts = new ArrayList<>();
    private final List<String> incidents = new ArrayList<>();
    private final Map<String, double[]> ahead = new HashMap<>();

    public OutlookOfLoops(LoopReadings readings) {
        this.readings = readings;
        TreeMap<String, TreeMap<Long, List<Reading>>> windows = readings.windows(STEP_MS);
        for (List<String> way : readings.ways()) {
            Map<String, Seen> seen = new HashMap<>();
            way.forEach(sensor -> seen.put(sensor, new Seen()));
            way.stream()
                    .flatMap(sensor -> LoopReadings.of(windows, sensor).keySet().stream())
                    .distinct()
                    .sorted()
                    .forEach(start -> step(way, seen, windows, start));
        }
    }

    /** Lines of {@code forecast}, in no order and without a header. */
    public List<String> forecasts() {
        return forecasts;
    }

    /** Lines of {@code incidents}. */
    public List<String> incidents() {
        return incidents;
    }

    /** The forecasts of 15, 30 and 60 minutes on by {@code sensor@start}. */
    public Map<String, double[]> ahead() {
        return ahead;
    }

    private void step(
            List<String> way,
            Map<String, Seen> all,
            TreeMap<String, TreeMap<Long, List<Reading>>> windows,
            long start) {
        List<String> here = way.stream()
                .filter(sensor -> LoopReadings.of(windows, sensor).containsKey(start))
                .toList();
        Map<String, Double> speeds = new HashMap<>();
        for (String sensor : here) {
            Seen seen = LoopReadings.of(all, sensor);
            double speed = LoopReadings.mean(LoopReadings.of(LoopReadings.of(windows, sensor), start), Reading::speed);
            speeds.put(sensor, speed);
            judge(seen, start, speed);
            double expected = expected(seen, start);
            seen.off = Double.isNaN(expected) ? 0 : speed - expected;
            seen.fast = seen.fast * 2 / 3 + seen.off / 3;
            seen.slow = seen.slow * 23 / 24 + seen.off / 24;
        }
        double mean = here.stream()
                .mapToDouble(sensor -> LoopReadings.of(all, sensor).off)
                .average()
                .orElse(0);
        for (String sensor : here) {
            int i = way.indexOf(sensor);
            double down =
                    i + 1 < way.size() && here.contains(way.get(i + 1)) ? LoopReadings.of(all, way.get(i + 1)).off : 0;
            double up = i > 0 && here.contains(way.get(i - 1)) ? LoopReadings.of(all, way.get(i - 1)).off : 0;
            Seen seen = LoopReadings.of(all, sensor);
            double[] terms = {10, seen.off, seen.fast, seen.slow, Math.min(0, seen.off + 5), down, up, mean, 0};
            foretell(sensor, seen, start, LoopReadings.of(speeds, sensor), terms);
            String next = i + 1 < way.size() ? way.get(i + 1) : "";
            suspect(
                    sensor,
                    seen,
                    start,
                    LoopReadings.of(speeds, sensor),
                    speeds.getOrDefault(next, Double.NaN),
                    LoopReadings.free(LoopReadings.of(LoopReadings.of(windows, sensor), start)));
        }
        here.forEach(sensor -> LoopReadings.of(all, sensor).speeds.put(start, LoopReadings.of(speeds, sensor)));
    }

    private static void judge(Seen seen, long start, double speed) {
        for (int steps : STEPS) {
            History record = seen.records.computeIfAbsent(steps, unused -> new History());
            Said said = record.said.get(start - steps * STEP_MS);
            if (said == null) {
                continue;
            }
            if (!Double.isNaN(said.usual)) {
                record.judged++;
                record.error += Math.abs(said.forecast - speed);
                record.errorNow += Math.abs(said.now - speed);
                record.errorUsual += Math.abs(said.usual - speed);
            }
            if (Double.isNaN(said.expected)) {
                continue;
            }
            double off = Math.abs(said.model - speed);
            double scale = record.known == 0 ? off : record.wayErrors[2];
            double weight = off <= scale ? 1 : scale / off;
            record.known++;
            double share = Math.max(0.0005, 1.0 / record.known);
            double[] ways = {said.now, said.expected, said.model};
            for (int w = 0; w < 3; w++) {
                record.wayErrors[w] = (1 - share) * record.wayErrors[w] + share * Math.abs(ways[w] - speed);
            }
            for (int i = 0; i < TERMS; i++) {
                for (int j = 0; j <= TERMS; j++) {
                    double other = j < TERMS ? said.terms[j] : speed - said.expected;
                    record.equations[i][j] = 0.9998 * record.equations[i][j] + weight * said.terms[i] * other;
                }
            }
        }
    }

    private void foretell(String sensor, Seen seen, long start, double speed, double[] looked) {
        double[] three = new double[3];
        Spot spot = readings.spot(sensor);
        for (int h = 0; h < STEPS.length; h++) {
            long target = start + STEPS[h] * STEP_MS;
            History record = LoopReadings.of(seen.records, STEPS[h]);
            double expected = expected(seen, target);
            double now = expected(seen, start);
            double[] terms = looked.clone();
            terms[8] = Double.isNaN(now) || Double.isNaN(expected) ? 0 : expected - now;
            double model = expected;
            double forecast = speed;
            if (!Double.isNaN(expected)) {
                double[] weights = solved(record.equations);
                for (int i = 0; i < TERMS; i++) {
                    model += weights[i] * terms[i];
                }
                double[] ways = {speed, expected, model};
                double sum = 0;
                double all = 0;
                for (int w = 0; w < 3; w++) {
                    double near = Math.pow(Math.max(0.01, record.wayErrors[w]), -8);
                    sum += near * ways[w];
                    all += near;
                }
                forecast = sum / all;
            }
            forecast = Math.max(1, forecast);
            three[h] = forecast;
            record.said.put(start, new Said(forecast, model, expected, mean(seen, target), speed, terms));
            String errors = record.judged == 0
                    ? ",,"
                    : record.error / record.judged + "," + record.errorNow / record.judged + ","
                            + record.errorUsual / record.judged;
            forecasts.add(Instant.ofEpochMilli(start + STEP_MS - 1) + "," + spot.road() + "," + spot.direction() + ","
                    + sensor + "," + Instant.ofEpochMilli(start) + "," + speed + "," + 5 * STEPS[h] + ","
                    + Instant.ofEpochMilli(target) + "," + forecast + "," + record.judged + "," + errors);
        }
        ahead.put(sensor + "@" + start, three);
    }

    private void suspect(String sensor, Seen seen, long start, double speed, double downstream, double free) {
        double expected = expected(seen, start);
        if (Double.isNaN(expected)) {
            return;
        }
        double below = Math.min(1, Math.max(0, (expected - speed) / (0.5 * expected)));
        double contrast =
                Double.isNaN(downstream) ? below : Math.min(1, Math.max(0, (downstream - speed) / (0.5 * free)));
        double now = Math.sqrt(below * contrast);
        seen.score = (seen.score + now) / 2;
        seen.since = !seen.begun && now < 0.2 ? -1 : seen.since < 0 ? start : seen.since;
        String state = !seen.begun && seen.score >= 0.5 ? "begin" : seen.begun && seen.score < 0.2 ? "end" : "";
        if (!state.isEmpty()) {
            seen.begun = state.equals("begin");
            Spot spot = readings.spot(sensor);
            incidents.add(Instant.ofEpochMilli(start + STEP_MS - 1) + "," + spot.road() + "," + spot.direction() + ","
                    + sensor + "," + spot.position() + "," + state + "," + Instant.ofEpochMilli(seen.since) + ","
                    + seen.score + "," + speed + "," + expected + ","
                    + (Double.isNaN(downstream) ? "" : Double.toString(downstream)));
        }
    }

    private static boolean isWorkday(long timeMs) {
        return Instant.ofEpochMilli(timeMs)
                        .atZone(ZoneOffset.UTC)
                        .getDayOfWeek()
                        .getValue()
                <= 5;
    }

    private static double expected(Seen seen, long timeMs) {
        List<Double> near = new ArrayList<>();
        for (long at = timeMs - STEP_MS; at <= timeMs + STEP_MS; at += STEP_MS) {
            int days = 0;
            double mean = 0;
            for (Map.Entry<Long, Double> entry : seen.speeds.entrySet()) {
                long then = entry.getKey();
                if (Math.floorMod(then, DAY_MS) == Math.floorMod(at, DAY_MS) && isWorkday(then) == isWorkday(at)) {
                    days++;
                    mean += (entry.getValue() - mean) * Math.max(1.0 / 15, 1.0 / days);
                }
            }
            if (days > 0) {
                near.add(mean);
            }
        }
        return near.stream().mapToDouble(it -> it).average().orElse(mean(seen, timeMs));
    }

    private static double mean(Seen seen, long timeMs) {
        return seen.speeds.entrySet().stream()
                .filter(entry -> Math.floorMod(entry.getKey() - timeMs, DAY_MS) == 0)
                .mapToDouble(Map.Entry::getValue)
                .average()
                .orElse(Double.NaN);
    }

    /** By elimination with the greatest pivot, after the ridge is put on. */
    private static double[] solved(double[][] equations) {
        double[][] rows = new double[TERMS][];
        for (int i = 0; i < TERMS; i++) {
            rows[i] = equations[i].clone();
            rows[i][i] += 100;
        }
        for (int column = 0; column < TERMS; column++) {
            int pivot = column;
            for (int row = column + 1; row < TERMS; row++) {
                pivot = Math.abs(rows[row][column]) > Math.abs(rows[pivot][column]) ? row : pivot;
            }
            double[] swapped = rows[column];
            rows[column] = rows[pivot];
            rows[pivot] = swapped;
            for (int row = 0; row < TERMS; row++) {
                if (row != column) {
                    double factor = rows[row][column] / rows[column][column];
                    for (int k = column; k <= TERMS; k++) {
                        rows[row][k] -= factor * rows[column][k];
                    }
                }
            }
        }
        double[] solution = new double[TERMS];
        for (int i = 0; i < TERMS; i++) {
            solution[i] = rows[i][TERMS] / rows[i][i];
        }
        return solution;
    }
}
