package dev.freshet.testkit.behaviour;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** {@code scans}, {@code beacons}, {@code exfiltration} and {@code behaviour_change}: each asked of the list of all flows. */
public final class MischiefRecount {
    private static final long MINUTE_MS = 60_000;
    private static final long HOUR_MS = 60 * MINUTE_MS;

    private record Scan(String src, long start, int flows, long hosts, long ports) {}

    private record Beacon(
            String src, String dst, long dstPort, long start, int gaps, double period, double jitter, double bytes) {}

    private final List<SeenFlow> flows;
    private final List<Scan> scans = new ArrayList<>();
    private final List<Beacon> beacons = new ArrayList<>();

    public MischiefRecount(List<SeenFlow> flows) {
        this.flows = flows;
        findScans();
        findBeacons();
    }

    private void findScans() {
        Map<List<Object>, List<SeenFlow>> ways =
                SeenFlow.by(flows, f -> List.of(f.src(), f.dst(), f.srcPort(), f.dstPort(), f.proto()));
        List<SeenFlow> unanswered = flows.stream()
                .filter(f ->
                        ways
                                .getOrDefault(List.of(f.dst(), f.src(), f.dstPort(), f.srcPort(), f.proto()), List.of())
                                .stream()
                                .noneMatch(other -> Math.abs(other.ts() - f.ts()) <= 10_000))
                .toList();
        SeenFlow.by(unanswered, SeenFlow::src)
                .forEach((src, of) -> SeenFlow.windows(of, MINUTE_MS).forEach((start, in) -> {
                    long hosts = SeenFlow.different(in, SeenFlow::dst);
                    long ports = SeenFlow.different(in, SeenFlow::dstPort);
                    if (hosts >= 30 || ports >= 30) {
                        scans.add(new Scan(src, start, in.size(), hosts, ports));
                    }
                }));
    }

    private void findBeacons() {
        List<SeenFlow> small = flows.stream().filter(f -> f.bytes() <= 2_000).toList();
        SeenFlow.by(small, f -> List.of(f.src(), f.dst(), f.dstPort())).forEach((key, of) -> {
            TreeMap<Long, List<long[]>> windows = new TreeMap<>();
            for (int i = 1; i < of.size(); i++) {
                long gap = of.get(i).ts() - of.get(i - 1).ts();
                long newest = of.get(i).ts() / 300_000 * 300_000;
                if (gap < 600_000) {
                    for (long start : new long[] {newest, newest - 300_000}) {
                        windows.computeIfAbsent(start, unused -> new ArrayList<>())
                                .add(new long[] {gap, of.get(i).bytes()});
                    }
                }
            }
            windows.forEach((start, gaps) -> beacon(of.get(0), start, gaps));
        });
    }

    private void beacon(SeenFlow one, long start, List<long[]> gaps) {
        double mean = gaps.stream().mapToLong(gap -> gap[0]).average().orElseThrow();
        double jitter = Math.sqrt(gaps.stream()
                        .mapToDouble(gap -> Math.pow(gap[0] - mean, 2))
                        .sum()
                / (gaps.size() - 1));
        if (gaps.size() >= 8 && mean >= 1_000 && jitter <= 0.1 * mean) {
            double bytes = gaps.stream().mapToLong(gap -> gap[1]).average().orElseThrow();
            beacons.add(new Beacon(one.src(), one.dst(), one.dstPort(), start, gaps.size(), mean, jitter, bytes));
        }
    }

    /** Lines without a header, in no order; so are the others. */
    public List<String> scans() {
        return scans.stream()
                .map(scan -> SeenFlow.at(scan.start) + "," + SeenFlow.at(scan.start + MINUTE_MS) + "," + scan.src + ","
                        + scan.flows + "," + scan.hosts + "," + scan.ports)
                .toList();
    }

    public List<String> beacons() {
        return beacons.stream()
                .map(b -> SeenFlow.at(b.start) + "," + SeenFlow.at(b.start + 600_000) + "," + b.src + "," + b.dst + ","
                        + b.dstPort + "," + b.gaps + "," + b.period + "," + b.jitter + "," + b.bytes)
                .toList();
    }

    public List<String> exfiltration() {
        List<String> lines = new ArrayList<>();
        List<SeenFlow> out =
                flows.stream().filter(f -> !f.dst().startsWith("10.")).toList();
        SeenFlow.by(out, f -> List.of(f.src(), f.dst()))
                .forEach((key, of) -> SeenFlow.windows(of, MINUTE_MS).forEach((start, in) -> {
                    if (SeenFlow.bytes(in) >= 10_000_000) {
                        leak(key.get(0), key.get(1), start, SeenFlow.bytes(in), lines);
                    }
                }));
        return lines;
    }

    private void leak(String src, String dst, long start, long bytes, List<String> lines) {
        long end = start + MINUTE_MS;
        List<Scan> before = scans.stream()
                .filter(scan -> scan.src.equals(src) && recent(scan.start + MINUTE_MS, end))
                .toList();
        List<Beacon> beside = beacons.stream()
                .filter(beacon -> beacon.src.equals(src) && recent(beacon.start + 600_000, end))
                .toList();
        if (before.isEmpty() && beside.isEmpty()) {
            return;
        }
        OptionalDouble period = beside.stream().mapToDouble(Beacon::period).min();
        lines.add(SeenFlow.at(start) + "," + SeenFlow.at(end) + "," + src + "," + dst + "," + bytes + ","
                + time(before.stream().mapToLong(scan -> scan.start + MINUTE_MS).max()) + ","
                + number(before.stream().mapToLong(Scan::hosts).max()) + ","
                + number(before.stream().mapToLong(Scan::ports).max()) + ","
                + time(beside.stream().mapToLong(b -> b.start + 600_000).max()) + ","
                + (period.isPresent() ? "" + period.getAsDouble() : ""));
    }

    private static boolean recent(long endMs, long leakEndMs) {
        return endMs <= leakEndMs && endMs >= leakEndMs - HOUR_MS;
    }

    private static String time(OptionalLong ms) {
        return ms.isPresent() ? "" + SeenFlow.at(ms.getAsLong()) : "";
    }

    private static String number(OptionalLong value) {
        return value.isPresent() ? "" + value.getAsLong() : "";
    }

    public List<String> changes() {
        List<String> lines = new ArrayList<>();
        SeenFlow.by(flows, SeenFlow::src).forEach((src, of) -> {
            List<long[]> past = new ArrayList<>();
            SeenFlow.windows(of, 300_000).forEach((start, in) -> {
                long[] now = {
                    start,
                    in.size(),
                    SeenFlow.bytes(in),
                    SeenFlow.different(in, SeenFlow::dst),
                    SeenFlow.different(in, SeenFlow::dstPort)
                };
                if (!past.isEmpty() && start - past.get(past.size() - 1)[0] >= 2 * HOUR_MS) {
                    past.clear();
                }
                change(src, now, past.subList(Math.max(0, past.size() - 24), past.size()), lines);
                past.add(now);
            });
        });
        return lines;
    }

    private static void change(String src, long[] now, List<long[]> past, List<String> lines) {
        if (past.size() < 6) {
            return;
        }
        double[] off = new double[3];
        boolean isUnlike = false;
        for (int i = 0; i < 3; i++) {
            int column = 2 + i;
            off[i] = off(now, past, values -> values[column]);
            isUnlike |= Math.abs(off[i]) >= 5;
        }
        if (isUnlike) {
            long end = now[0] + 300_000;
            lines.add(SeenFlow.at(end - 1) + "," + src + "," + SeenFlow.at(end) + "," + now[1] + "," + now[2] + ","
                    + now[3] + "," + now[4] + "," + off[0] + "," + off[1] + "," + off[2]);
        }
    }

    private static double off(long[] now, List<long[]> past, ToLongFunction<long[]> of) {
        double[] logs = past.stream()
                .mapToDouble(one -> Math.log(1 + of.applyAsLong(one)))
                .toArray();
        double mean = 0;
        for (double log : logs) {
            mean += log / logs.length;
        }
        double squares = 0;
        for (double log : logs) {
            squares += (log - mean) * (log - mean);
        }
        double spread = Math.sqrt(squares / (logs.length - 1));
        return (Math.log(1 + of.applyAsLong(now)) - mean) / Math.max(0.3, spread);
    }
}
