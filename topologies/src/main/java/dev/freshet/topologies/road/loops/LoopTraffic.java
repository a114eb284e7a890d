package dev.freshet.topologies.road.loops;

import dev.freshet.topologies.network.Mix;
import java.util.ArrayList;
import java.util.List;

/**
 * The speed of generated traffic at a sensor at any time, as a function of settings, sensor and time alone. Rush hours come on workdays,
 * one direction's in the morning, the other's in the evening; how hard and when differs from day to day. An incident
 * stops the traffic where it is; the end of its queue travels upstream, and when it is cleared so does the queue's beginning, faster.
 */
public final class LoopTraffic {
    /** How fast a queue grows upstream, miles an hour. */
    public static final double GROWTH = 12;

    private static final double RECOVERY = 18;
    private static final double SPACING = 0.5;
    private static final long DAY_MS = 86_400_000;
    private static final double HOUR_MS = 3_600_000;

    /**
     * Something that stops traffic.
     *
     * @param carriageway 2 · road, 1 more for the direction of lesser positions
     * @param way of the place from where the carriageway begins, miles
     */
    public record Incident(int carriageway, double way, long startMs, long clearMs, double speed) {}

    private final LoopSettings settings;

    public LoopTraffic(LoopSettings settings) {
        this.settings = settings;
    }

    static String name(int sensor, int perWay) {
        return road(sensor, perWay) + direction(sensor, perWay) + "-" + (100 + sensor % perWay);
    }

    static String road(int sensor, int perWay) {
        return "R" + (1 + sensor / perWay / 2);
    }

    static String direction(int sensor, int perWay) {
        return sensor / perWay % 2 == 0 ? "N" : "S";
    }

    static double position(int sensor, int perWay) {
        int place = sensor % perWay;
        return SPACING * (sensor / perWay % 2 == 0 ? place : perWay - 1 - place);
    }

    /** The lines of a file of places, without a header. */
    public static List<String> places(LoopSettings settings) {
        List<String> lines = new ArrayList<>();
        int perWay = settings.sensors();
        for (int i = 0; i < settings.total(); i++) {
            lines.add(name(i, perWay) + "," + road(i, perWay) + "," + direction(i, perWay) + "," + position(i, perWay));
        }
        return lines;
    }

    /** The incidents of a carriageway that begin on a day, counted from 1970; none on the first three. */
    public List<Incident> incidents(int carriageway, long day) {
        List<Incident> incidents = new ArrayList<>();
        boolean calm = day < Math.floorDiv(settings.startMs(), DAY_MS) + 3;
        for (int i = 0; !calm && i < 2; i++) {
            int purpose = 50 + 10 * i;
            if (even(carriageway, day, purpose) < 0.5) {
                double length = SPACING * (settings.sensors() - 1);
                double way = length * (0.3 + 0.6 * even(carriageway, day, purpose + 1));
                long start = day * DAY_MS + (long) (HOUR_MS * (6 + 14 * even(carriageway, day, purpose + 2)));
                long lasts = (long) (HOUR_MS * (0.4 + 0.8 * even(carriageway, day, purpose + 3)));
                double speed = 8 + 10 * even(carriageway, day, purpose + 4);
                incidents.add(new Incident(carriageway, way, start, start + lasts, speed));
            }
        }
        return incidents;
    }

    /** The speed that a sensor measures, miles an hour. */
    double speed(int sensor, long timeMs) {
        int carriageway = sensor / settings.sensors();
        int place = sensor % settings.sensors();
        long day = Math.floorDiv(timeMs, DAY_MS);
        double free = 62 + 6 * even(carriageway, place, 40);
        double slow = Math.min(0.85, jam(carriageway, place, timeMs));
        double wander = noise(carriageway, place / 4, timeMs, 1_800_000, 44) * 0.10;
        double measured = noise(carriageway, place, timeMs, LoopSettings.STEP_MS, 45) * 0.03;
        double speed = free * (1 - slow) * (1 + wander * (0.3 + slow) + measured);
        for (long begun = day - 1; begun <= day; begun++) {
            for (Incident incident : incidents(carriageway, begun)) {
                double upstream = incident.way - SPACING * place;
                double from = incident.startMs + upstream / GROWTH * HOUR_MS;
                double to = incident.clearMs + upstream / RECOVERY * HOUR_MS;
                if (upstream >= 0 && timeMs >= from && timeMs < to) {
                    speed = Math.min(speed, incident.speed * (1 + 0.15 * measured));
                }
            }
        }
        return Math.max(2, speed);
    }

    /** What share of the speed the rush hour takes. */
    private double jam(int carriageway, int place, long timeMs) {
        long day = Math.floorDiv(timeMs, DAY_MS);
        boolean weekend = Math.floorMod(day + 3, 7) >= 5;
        double hour = Math.floorMod(timeMs, DAY_MS) / HOUR_MS;
        double shift = even(carriageway, day, 41) - 0.5;
        double hard = (weekend ? 0.25 : 1) * (0.5 + 0.8 * even(carriageway, day, 42));
        double weak = 0.25 + 0.6 * even(carriageway, place / 3, 43);
        double morning = peak(hour - 7.8 - shift, 0.9) * (carriageway % 2 == 0 ? 1 : 0.3);
        double evening = peak(hour - 17.3 - shift, 1.3) * (carriageway % 2 == 0 ? 0.4 : 1);
        return weak * hard * (morning + evening);
    }

    private static double peak(double hours, double width) {
        return Math.exp(-hours * hours / (2 * width * width));
    }

    /** Within [-1, 1), with a value of its own for each stretch of time, and between them on the way from one to the next. */
    private double noise(int carriageway, int place, long timeMs, long stretchMs, int purpose) {
        long cell = Math.floorDiv(timeMs, stretchMs);
        double within = (double) Math.floorMod(timeMs, stretchMs) / stretchMs;
        double before = even(carriageway * 1000 + place, cell, purpose);
        double after = even(carriageway * 1000 + place, cell + 1, purpose);
        return 2 * (before + (after - before) * within) - 1;
    }

    /** Even within [0, 1). */
    double even(int of, long index, int purpose) {
        long bits = Mix.of(settings.seed() + of * 0x632be59bd9b4e019L, index, purpose);
        return (bits >>> 11) * 0x1.0p-53;
    }
}
