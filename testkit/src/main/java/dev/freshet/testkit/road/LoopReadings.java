package dev.freshet.testkit.road;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** Readings of loop detectors, their places, and means over stretches of time, from the records themselves. */
public final class LoopReadings {
    /** A measurement with the speed of free flow at its time; NaN for what was not measured. */
    public record Reading(long timeMs, String sensor, double speed, double occupancy, double flow, double free) {}

    /** Where a sensor is: {@code way} counts in the direction of driving. */
    public record Spot(String road, String direction, double position, double way, double length) {}

    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Reading> readings = new ArrayList<>();
    private final Map<String, Spot> spots = new HashMap<>();

    /**
     * Reads JSON records in the order of time.
     *
     * @param places lines {@code sensor,road,direction,position}
     */
    public LoopReadings(List<byte[]> records, List<String> places) {
        place(places);
        Map<String, List<Double>> speeds = new HashMap<>();
        for (byte[] record : records) {
            JsonNode json = parsed(record);
            if (json.path("speed").isNumber() && json.get("speed").doubleValue() > 0) {
                String sensor = json.get("sensor").textValue();
                double speed = json.get("speed").doubleValue();
                List<Double> of = speeds.computeIfAbsent(sensor, unused -> new ArrayList<>());
                of.add(Math.ceil(speed));
                List<Double> sorted = of.stream().sorted().toList();
                int place = (int) Math.ceil(0.85 * sorted.size());
                readings.add(new Reading(
                        json.get("ts").longValue(),
                        sensor,
                        speed,
                        json.path("occupancy").asDouble(Double.NaN),
                        json.path("flow").asDouble(Double.NaN),
                        sorted.get(place - 1)));
            }
        }
    }

    private void place(List<String> lines) {
        for (String line : lines) {
            String[] cells = line.split(",");
            double position = Double.parseDouble(cells[3]);
            List<Double> others = lines.stream()
                    .filter(other -> other.contains("," + cells[1] + "," + cells[2] + ","))
                    .map(other -> Double.parseDouble(other.split(",")[3]))
                    .toList();
            double after = others.stream()
                    .filter(it -> it > position)
                    .mapToDouble(it -> it - position)
                    .min()
                    .orElse(-1);
            double before = others.stream()
                    .filter(it -> it < position)
                    .mapToDouble(it -> position - it)
                    .min()
                    .orElse(-1);
            double length = after < 0 ? before : before < 0 ? after : (after + before) / 2;
            spots.put(
                    cells[0],
                    new Spot(cells[1], cells[2], position, cells[2].equals("S") ? -position : position, length));
        }
    }

    private static JsonNode parsed(byte[] record) {
        try {
            return JSON.readTree(record);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a sensor is; without a place it is a road of its own. */
    public Spot spot(String sensor) {
        return spots.getOrDefault(sensor, new Spot(sensor, "", 0, 0, 1));
    }

    /** The readings of each sensor by windows of a size, sensors by name. */
    public TreeMap<String, TreeMap<Long, List<Reading>>> windows(long sizeMs) {
        TreeMap<String, TreeMap<Long, List<Reading>>> windows = new TreeMap<>();
        for (Reading reading : readings) {
            windows.computeIfAbsent(reading.sensor(), unused -> new TreeMap<>())
                    .computeIfAbsent(Math.floorDiv(reading.timeMs(), sizeMs) * sizeMs, unused -> new ArrayList<>())
                    .add(reading);
        }
        return windows;
    }

    /** Sensors of each road and direction in the order in which cars pass them. */
    public List<List<String>> ways() {
        TreeMap<String, List<String>> ways = new TreeMap<>();
        for (String sensor : windows(1).keySet()) {
            ways.computeIfAbsent(spot(sensor).road() + "|" + spot(sensor).direction(), unused -> new ArrayList<>())
                    .add(sensor);
        }
        ways.values()
                .forEach(way -> way.sort(Comparator.comparingDouble(
                                (String sensor) -> spot(sensor).way())
                        .thenComparing(Comparator.naturalOrder())));
        return List.copyOf(ways.values());
    }

    /** The mean of what was measured; NaN where nothing was. */
    public static double mean(List<Reading> of, ToDoubleFunction<Reading> value) {
        OptionalDouble mean =
                of.stream().mapToDouble(value).filter(it -> !Double.isNaN(it)).average();
        return mean.orElse(Double.NaN);
    }

    /** What a map must have. */
    static <K, V> V of(Map<K, V> map, K key) {
        return Objects.requireNonNull(map.get(key));
    }

    /** Of the last reading. */
    public static double free(List<Reading> of) {
        return of.get(of.size() - 1).free();
    }
}
