package dev.freshet.testkit.road;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** {@code risk}: for each segment and minute the list of all reports there is gone through. Records are in the order of time. */
public final class RiskRecount {
    /** A report and the one that its car sent before, if that was within a minute. */
    private record Move(long[] now, long[] before) {
        long speed() {
            return now[3];
        }

        boolean brakes() {
            return before.length > 0 && before[3] - speed() >= 15 && speed() >= 20;
        }

        boolean stands() {
            return before.length > 0 && before[8] == now[8];
        }
    }

    private RiskRecount() {}

    /** Lines with the time of the log in front, without a header, in no order. */
    public static List<String> lines(Stream<String> records) {
        Map<List<Long>, List<long[]>> cars = new LinkedHashMap<>();
        records.map(record -> Arrays.stream(record.split(","))
                        .mapToLong(Long::parseLong)
                        .toArray())
                .filter(cells -> cells[0] == 0 && cells[5] >= 1 && cells[5] <= 3)
                .forEach(cells -> cars.computeIfAbsent(
                                List.of(cells[4], cells[6], cells[2]), unused -> new ArrayList<>())
                        .add(cells));
        Map<List<Long>, List<Move>> segments = new LinkedHashMap<>();
        for (List<long[]> reports : cars.values()) {
            long[] before = {};
            for (long[] now : reports) {
                boolean isNear = before.length > 0 && now[1] - before[1] < 60;
                segments.computeIfAbsent(List.of(now[4], now[6], now[7]), unused -> new ArrayList<>())
                        .add(new Move(now, isNear ? before : new long[0]));
                before = now;
            }
        }
        List<String> lines = new ArrayList<>();
        segments.forEach((segment, moves) -> minutes(segment, moves, lines));
        return lines;
    }

    private static void minutes(List<Long> segment, List<Move> moves, List<String> lines) {
        Map<Long, List<Move>> windows = new LinkedHashMap<>();
        for (Move move : moves) {
            for (long minute = move.now[1] / 60 + 1; minute <= move.now[1] / 60 + 3; minute++) {
                windows.computeIfAbsent(minute * 60, unused -> new ArrayList<>())
                        .add(move);
            }
        }
        windows.forEach((end, in) -> lines.add(Instant.ofEpochMilli(end * 1_000 - 1) + "," + segment.get(0) + ","
                + segment.get(1) + "," + segment.get(2) + "," + Instant.ofEpochSecond(end) + "," + evidence(in)));
    }

    private static String evidence(List<Move> in) {
        long cars = in.stream().map(move -> move.now[2]).distinct().count();
        double mean = in.stream().mapToLong(Move::speed).average().orElseThrow();
        double squares = in.stream()
                .mapToDouble(move -> Math.pow(move.speed() - mean, 2))
                .sum();
        long braking = count(in, Move::brakes);
        long stopped = count(in, Move::stands);
        double odds = Math.exp(0.2 * Math.log(1 + cars) + 23.0 * braking / in.size() + (stopped > 0 ? 4.6 : 0) - 5);
        return odds / (1 + odds) + "," + in.size() + "," + cars + "," + mean + ","
                + (in.size() == 1 ? "" : Math.sqrt(squares / (in.size() - 1))) + "," + braking + "," + stopped;
    }

    private static long count(List<Move> in, Predicate<Move> which) {
        return in.stream().filter(which).count();
    }
}
