package dev.freshet.topologies.road.loops;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Where sensors are: a file of lines {@code sensor,road,direction,position}, with or without a line of names. A sensor that is not in it
 * is a road of its own.
 */
public final class SensorPlaces {
    /** Begins, in the place of a file, the name of generated roads: {@code generated:2x20} are two of 20 sensors in each direction. */
    public static final String GENERATED = "generated:";

    private static final Set<String> DECREASING =
            Set.of("decreasing", "-", "1", "s", "w", "sb", "wb", "south", "west", "southbound", "westbound");

    /**
     * A place.
     *
     * @param position along the road, in the unit that speeds are in an hour of
     * @param length of the stretch that is nearer to this sensor than to others
     */
    public record Place(String road, String direction, double position, double length) {}

    private record Line(String sensor, String road, String direction, double position) {}

    private final Map<String, Place> places = new HashMap<>();

    private SensorPlaces(List<Line> lines) {
        Map<String, List<Line>> roads = new HashMap<>();
        for (Line line : lines) {
            roads.computeIfAbsent(line.road + '\n' + line.direction, unused -> new ArrayList<>())
                    .add(line);
        }
        for (List<Line> road : roads.values()) {
            road.sort(Comparator.comparingDouble(Line::position));
            for (int i = 0; i < road.size(); i++) {
                Line line = road.get(i);
                places.put(line.sensor, new Place(line.road, line.direction, line.position, length(road, i)));
            }
        }
    }

    /** Half of the way to each neighbour; at an end, the way to the only one; 1 where there is none. */
    private static double length(List<Line> road, int i) {
        if (road.size() == 1) {
            return 1;
        }
        double before = road.get(i).position - road.get(Math.max(0, i - 1)).position;
        double after = road.get(Math.min(road.size() - 1, i + 1)).position - road.get(i).position;
        return i == 0 ? after : i == road.size() - 1 ? before : (before + after) / 2;
    }

    /**
     * What a file says.
     *
     * @param file or {@link #GENERATED} with numbers; empty for no places at all
     * @throws UncheckedIOException where it cannot be read, or a line is not as it should be
     */
    public static SensorPlaces of(String file) {
        if (file.isEmpty()) {
            return new SensorPlaces(List.of());
        }
        if (file.startsWith(GENERATED)) {
            return new SensorPlaces(generated(file.substring(GENERATED.length())));
        }
        List<Line> lines = new ArrayList<>();
        try (BufferedReader reader = Files.newBufferedReader(Path.of(file))) {
            long number = 0;
            for (String text; (text = reader.readLine()) != null; ) {
                number++;
                if (!text.isBlank()
                        && !(number == 1 && text.toLowerCase(Locale.ROOT).startsWith("sensor,"))) {
                    lines.add(line(text, number, file));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the places of sensors cannot be read: " + e.getMessage(), e);
        }
        return new SensorPlaces(lines);
    }

    private static Line line(String text, long number, String file) throws IOException {
        String[] cells = text.split(",", -1);
        try {
            if (cells.length == 4) {
                double position = Double.parseDouble(cells[3].trim());
                return new Line(cells[0].trim(), cells[1].trim(), cells[2].trim(), position);
            }
        } catch (NumberFormatException e) {
            // told below, with the line
        }
        throw new IOException(
                "line " + number + " of " + file + " is not sensor,road,direction,position (is '" + text + "')");
    }

    private static List<Line> generated(String numbers) {
        int by = numbers.indexOf('x');
        int roads = Integer.parseInt(numbers.substring(0, by));
        int sensors = Integer.parseInt(numbers.substring(by + 1));
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < 2 * roads * sensors; i++) {
            lines.add(new Line(
                    LoopTraffic.name(i, sensors),
                    LoopTraffic.road(i, sensors),
                    LoopTraffic.direction(i, sensors),
                    LoopTraffic.position(i, sensors)));
        }
        return lines;
    }

    /** Where a sensor is. */
    Place place(String sensor) {
        return places.getOrDefault(sensor, new Place(sensor, "", 0, 1));
    }

    /** 1 where cars of a direction drive to greater positions, else -1. */
    static int downstream(String direction) {
        return DECREASING.contains(direction.toLowerCase(Locale.ROOT)) ? -1 : 1;
    }
}
