package dev.freshet.testkit.links;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** {@code link_minute} and {@code fault_forecast}: means of lists, and lines through points by the school's formulas. */
public final class LinkLoadRecount {
    private static final double FULL = 0.95;

    private record Minute(long minute, double utilisation) {}

    private final Map<String, TreeMap<Long, List<LinkSample>>> links = new TreeMap<>();

    public LinkLoadRecount(List<LinkSample> samples) {
        for (LinkSample sample : samples) {
            links.computeIfAbsent(sample.link(), unused -> new TreeMap<>())
                    .computeIfAbsent(sample.minute(), unused -> new ArrayList<>())
                    .add(sample);
        }
    }

    /** Lines without a header, in no order. */
    public List<String> linkMinute() {
        List<String> lines = new ArrayList<>();
        links.forEach((link, minutes) -> minutes.forEach((minute, samples) -> {
            double packets = mean(samples, LinkSample::inPackets) + mean(samples, LinkSample::outPackets);
            double errors = samples.stream().mapToDouble(LinkSample::errors).sum();
            double drops = samples.stream().mapToDouble(LinkSample::drops).sum();
            lines.add(at(minute) + "," + at(minute + 1) + "," + link + "," + samples.size() + ","
                    + mean(samples, LinkSample::in) + "," + mean(samples, LinkSample::out) + ","
                    + utilisation(samples) + "," + errors + "," + drops + ","
                    + (packets > 0 ? "" + (errors + drops) / (60 * packets) : ""));
        }));
        return lines;
    }

    /** Lines without a header, in no order. */
    public List<String> forecast() {
        List<String> lines = new ArrayList<>();
        links.forEach((link, minutes) -> {
            List<Minute> seen = new ArrayList<>();
            minutes.forEach((minute, samples) -> {
                seen.add(new Minute(minute + 1, utilisation(samples)));
                line(
                        link,
                        seen.stream()
                                .filter(other -> other.minute > minute + 1 - 30)
                                .toList(),
                        lines);
            });
        });
        return lines;
    }

    private static void line(String link, List<Minute> points, List<String> lines) {
        Minute last = points.get(points.size() - 1);
        int n = points.size();
        double x = points.stream().mapToDouble(Minute::minute).sum() / n;
        double y = points.stream().mapToDouble(Minute::utilisation).sum() / n;
        double xx = points.stream()
                .mapToDouble(p -> (p.minute - x) * (p.minute - x))
                .sum();
        double xy = points.stream()
                .mapToDouble(p -> (p.minute - x) * (p.utilisation - y))
                .sum();
        double slope = xy / xx;
        double off = points.stream()
                .mapToDouble(p -> Math.pow(p.utilisation - y - slope * (p.minute - x), 2))
                .sum();
        double all =
                points.stream().mapToDouble(p -> Math.pow(p.utilisation - y, 2)).sum();
        double ahead = y + slope * (last.minute + 60 - x);
        if (n < 15 || !(slope > 0) || off > 0.2 * all || last.utilisation >= FULL || ahead < FULL) {
            return;
        }
        double now = y + slope * (last.minute - x);
        double deviation = Math.sqrt(off / (n - 2) * (1 + 1.0 / n + Math.pow(last.minute + 60 - x, 2) / xx));
        long fullMs = last.minute * 60_000 + (now < FULL ? (long) Math.rint((FULL - now) / slope * 60_000) : 0);
        double confidence = deviation > 0 ? 1 / (1 + Math.exp(-1.702 * (ahead - FULL) / deviation)) : 1;
        lines.add(Instant.ofEpochMilli(last.minute * 60_000 - 1) + "," + link + "," + at(last.minute) + ","
                + last.utilisation + "," + slope * 60 + "," + Instant.ofEpochMilli(fullMs) + "," + confidence);
    }

    private static double utilisation(List<LinkSample> samples) {
        double speed = samples.stream().mapToDouble(LinkSample::speed).max().orElseThrow();
        return Math.max(mean(samples, LinkSample::in), mean(samples, LinkSample::out)) / speed;
    }

    private static double mean(List<LinkSample> samples, ToDoubleFunction<LinkSample> of) {
        return samples.stream().mapToDouble(of).sum() / samples.size();
    }

    private static Instant at(long minute) {
        return Instant.ofEpochMilli(minute * 60_000);
    }
}
