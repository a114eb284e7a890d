package dev.freshet.testkit.road;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Linear Road's answers, straight from the rules that {@code docs/road.md} states: all records in memory, one thread, a pass over
 * them for each rule, and no line of the engine. Records are in the order of time.
 */
public final class LinearRoadChecker {
    /** A car on one direction of an expressway. */
    private record Driver(long xway, long dir, long vid) {}

    /** A place on a road. */
    private record Spot(long xway, long dir, long lane, long position) {}

    /** A segment in a minute. */
    private record Cell(long xway, long dir, long segment, long minute) {}

    /** A record of a file. */
    private record Line(long[] cells) {
        long type() {
            return cells[0];
        }

        long time() {
            return cells[1];
        }

        long vid() {
            return cells[2];
        }

        long lane() {
            return cells[5];
        }

        long dir() {
            return cells[6];
        }

        long segment() {
            return cells[7];
        }

        long minute() {
            return time() / 60 + 1;
        }

        Driver driver() {
            return new Driver(cells[4], dir(), vid());
        }

        Spot spot() {
            return new Spot(cells[4], dir(), lane(), cells[8]);
        }

        Cell cell(long minute) {
            return new Cell(cells[4], dir(), segment(), minute);
        }
    }

    /**
     * An accident, times in seconds.
     *
     * @param stood when the first of its cars reported from there for the first time
     * @param cleared {@link Long#MAX_VALUE} where it is not
     */
    public record Accident(long xway, long dir, long segment, long stood, long detected, long cleared) {}

    /** Two cars at one spot; the time of clearing is that of the last second where it is not cleared. */
    private record Crash(Spot spot, long segment, Driver one, Driver two, long stood, long detected, long[] cleared) {
        boolean isOpen() {
            return cleared[0] == Long.MAX_VALUE;
        }

        boolean applies(Line entry) {
            long ahead = entry.dir() == 0 ? segment - entry.segment() : entry.segment() - segment;
            return spot.xway == entry.cells[4]
                    && spot.dir == entry.dir()
                    && ahead >= 0
                    && ahead <= 4
                    && entry.minute() >= detected / 60 + 2
                    && (isOpen() || entry.minute() <= cleared[0] / 60 + 1);
        }
    }

    private record Charge(long vid, long time, long toll) {}

    private final List<String> tolls = new ArrayList<>();
    private final List<String> alerts = new ArrayList<>();
    private final List<String> balances = new ArrayList<>();
    private final List<String> expenditures = new ArrayList<>();
    private final List<Accident> happened;

    /**
     * Answers what a file asks.
     *
     * @param historical lines {@code vid,day,xway,toll}
     */
    public static LinearRoadChecker of(Path file, List<String> historical) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return of(lines, historical);
        }
    }

    public static LinearRoadChecker of(Stream<String> records, List<String> historical) {
        List<Line> lines = records.map(line -> new Line(Arrays.stream(line.split(","))
                        .mapToLong(Long::parseLong)
                        .toArray()))
                .toList();
        return new LinearRoadChecker(lines, historical);
    }

    private LinearRoadChecker(List<Line> lines, List<String> historical) {
        List<Line> counted = counted(lines);
        Map<Cell, Set<Long>> cars = new HashMap<>();
        Map<Cell, long[]> speeds = new HashMap<>();
        for (Line line : counted) {
            cars.computeIfAbsent(line.cell(line.minute()), unused -> new HashSet<>())
                    .add(line.vid());
            long[] sum = speeds.computeIfAbsent(line.cell(line.minute()), unused -> new long[2]);
            sum[0] += line.cells[3];
            sum[1]++;
        }
        List<Crash> crashes = crashes(counted);
        happened = crashes.stream()
                .map(it -> new Accident(it.spot.xway, it.spot.dir, it.segment, it.stood, it.detected, it.cleared[0]))
                .toList();
        List<Charge> charges = drive(counted, crashes, cars, speeds);
        answer(lines, charges, historical);
    }

    /** Reports that are not ignored. */
    private static List<Line> counted(List<Line> lines) {
        Set<Driver> gone = new HashSet<>();
        List<Line> counted = new ArrayList<>();
        for (Line line : lines) {
            if (line.type() != 0 || gone.contains(line.driver()) && line.lane() != 0) {
                continue;
            }
            gone.remove(line.driver());
            if (line.lane() == 4) {
                gone.add(line.driver());
            }
            counted.add(line);
        }
        return counted;
    }

    private static List<Crash> crashes(List<Line> counted) {
        Map<Driver, List<Spot>> lastSpots = new HashMap<>();
        Map<Driver, Long> since = new HashMap<>();
        Map<Spot, Set<Driver>> standing = new HashMap<>();
        List<Crash> crashes = new ArrayList<>();
        for (Line line : counted) {
            Driver driver = line.driver();
            List<Spot> spots = lastSpots.computeIfAbsent(driver, unused -> new ArrayList<>());
            if (!spots.isEmpty() && !spots.get(spots.size() - 1).equals(line.spot())) {
                Spot left = spots.get(spots.size() - 1);
                standing.getOrDefault(left, new HashSet<>()).remove(driver);
                crashes.stream()
                        .filter(crash -> crash.isOpen() && (crash.one.equals(driver) || crash.two.equals(driver)))
                        .forEach(crash -> crash.cleared[0] = line.time());
                spots.clear();
            }
            if (spots.isEmpty()) {
                since.put(driver, line.time());
            }
            spots.add(line.spot());
            if (spots.size() < 4) {
                continue;
            }
            Set<Driver> there = standing.computeIfAbsent(line.spot(), unused -> new java.util.LinkedHashSet<>());
            boolean free = crashes.stream()
                    .noneMatch(crash -> crash.isOpen()
                            && crash.segment == line.segment()
                            && crash.spot.xway == line.spot().xway
                            && crash.spot.dir == line.dir());
            there.stream()
                    .filter(other -> free && !other.equals(driver))
                    .findFirst()
                    .ifPresent(other -> crashes.add(new Crash(
                            line.spot(),
                            line.segment(),
                            other,
                            driver,
                            Math.min(since.getOrDefault(driver, line.time()), since.getOrDefault(other, line.time())),
                            line.time(),
                            new long[] {Long.MAX_VALUE})));
            there.add(driver);
        }
        return crashes;
    }

    private List<Charge> drive(
            List<Line> counted, List<Crash> crashes, Map<Cell, Set<Long>> cars, Map<Cell, long[]> speeds) {
        Map<Driver, List<Line>> trips =
                counted.stream().collect(Collectors.groupingBy(Line::driver, LinkedHashMap::new, Collectors.toList()));
        List<Charge> charges = new ArrayList<>();
        for (List<Line> reports : trips.values()) {
            long pending = 0;
            for (int i = 0; i < reports.size(); i++) {
                Line now = reports.get(i);
                Line before = i == 0 ? null : reports.get(i - 1);
                boolean begins = before == null || now.lane() == 0 && now.time() - before.time() > 60;
                if (!begins && Objects.requireNonNull(before).segment() == now.segment()) {
                    continue;
                }
                if (!begins && pending > 0) {
                    charges.add(new Charge(now.vid(), now.time(), pending));
                }
                pending = now.lane() == 4 ? 0 : enter(now, crashes, cars, speeds);
            }
        }
        return charges;
    }

    private long enter(Line now, List<Crash> crashes, Map<Cell, Set<Long>> cars, Map<Cell, long[]> speeds) {
        long sum = 0;
        long count = 0;
        for (long minute = now.minute() - 5; minute <= now.minute() - 1; minute++) {
            long[] of = speeds.getOrDefault(now.cell(minute), new long[2]);
            sum += of[0];
            count += of[1];
        }
        long lav = count == 0 ? 0 : (long) Math.floor((double) sum / count + 0.5);
        long v = cars.getOrDefault(now.cell(now.minute() - 1), Set.of()).size();
        LongStream ahead = crashes.stream()
                .filter(crash -> crash.applies(now))
                .mapToLong(crash -> Math.abs(crash.segment - now.segment()));
        long nearest = ahead.min().orElse(-1);
        long toll = v > 50 && lav < 40 && nearest < 0 ? 2 * (v - 50) * (v - 50) : 0;
        tolls.add(now.vid() + "," + now.time() + "," + lav + "," + toll);
        if (nearest >= 0) {
            long segment = now.segment() + (now.dir() == 0 ? nearest : -nearest);
            alerts.add(now.time() + "," + now.cells[4] + "," + segment + "," + now.dir() + "," + now.vid());
        }
        return toll;
    }

    private void answer(List<Line> lines, List<Charge> charges, List<String> historical) {
        Map<Long, List<Charge>> byCar = charges.stream().collect(Collectors.groupingBy(Charge::vid));
        Map<String, String> paid = new HashMap<>();
        for (String line : historical) {
            int last = line.lastIndexOf(',');
            paid.put(line.substring(0, last), line.substring(last + 1));
        }
        for (Line line : lines) {
            if (line.type() == 2) {
                long balance = byCar.getOrDefault(line.vid(), List.of()).stream()
                        .filter(charge -> charge.time <= line.time())
                        .mapToLong(Charge::toll)
                        .sum();
                balances.add(line.cells[9] + "," + line.time() + "," + line.vid() + "," + balance);
            } else if (line.type() == 3) {
                String toll = paid.get(line.vid() + "," + line.cells[14] + "," + line.cells[4]);
                if (toll != null) {
                    expenditures.add(String.join(
                            ",",
                            line.cells[9] + "",
                            line.time() + "",
                            line.vid() + "",
                            line.cells[4] + "",
                            line.cells[14] + "",
                            toll));
                }
            }
        }
    }

    /** Lines {@code vid,time,lav,toll}, in the order of text. */
    public List<String> tolls() {
        return sorted(tolls);
    }

    /** Lines {@code time,xway,segment,dir,vid}, in the order of text. */
    public List<String> accidents() {
        return sorted(alerts);
    }

    /** Lines {@code qid,time,vid,balance}, in the order of text. */
    public List<String> balances() {
        return sorted(balances);
    }

    /** Lines {@code qid,time,vid,xway,day,toll}, in the order of text. */
    public List<String> expenditures() {
        return sorted(expenditures);
    }

    /** Accidents as they were detected. */
    public List<Accident> happened() {
        return happened;
    }

    private static List<String> sorted(List<String> lines) {
        return lines.stream().sorted(Comparator.naturalOrder()).toList();
    }
}
