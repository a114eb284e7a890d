package dev.freshet.bench.driver;

import dev.freshet.bench.engine.Latency;
import dev.freshet.bench.engine.RunResult;
import dev.freshet.bench.engine.RunSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A comparison as lines for people. */
public final class ReportTable {
    private ReportTable() {}

    public static List<String> of(Comparison comparison) {
        List<String> lines = new ArrayList<>();
        RunSpec spec = comparison.spec();
        lines.add(String.format(
                Locale.ROOT,
                "%s, %s to %s, %,d events, %d rounds; medians",
                spec.job().id(),
                spec.source().id(),
                spec.sink().id(),
                spec.events(),
                comparison.rounds()));
        lines.add(String.format(
                "%-34s %12s %15s %12s %9s  %-20s %-20s",
                "engine", "events/s", "CPU s/million", "alloc B/ev", "RSS MiB", "CPU ratio", "throughput ratio"));
        for (String engine : comparison.runs().keySet()) {
            Comparison.Ratio ratio = comparison.ratios().get(engine);
            lines.add(String.format(
                            Locale.ROOT,
                            "%-34s %,12.0f %15.3f %12.0f %9.0f  %-20s %-20s",
                            engine,
                            comparison.of(engine, RunResult::eventsPerSecond).median(),
                            comparison
                                    .of(engine, RunResult::cpuSecondsPerMillion)
                                    .median(),
                            comparison
                                    .of(engine, run -> (double) run.allocatedBytes() / run.events())
                                    .median(),
                            comparison
                                    .of(engine, run -> run.peakRssBytes() / 1048576.0)
                                    .median(),
                            ratio == null ? "" : text(ratio.cpu()),
                            ratio == null ? "" : text(ratio.throughput()))
                    .stripTrailing());
        }
        latencies(comparison).forEach(lines::add);
        List<String> disagreements = comparison.disagreements();
        if (disagreements.isEmpty()) {
            lines.add("all answers agree; ratios are greater than 1 where Freshet is better");
        } else {
            lines.add("VOID: answers differ");
            lines.addAll(disagreements);
        }
        return lines;
    }

    private static List<String> latencies(Comparison comparison) {
        List<String> lines = new ArrayList<>();
        comparison
                .runs()
                .forEach((engine, runs) -> runs.forEach(run -> {
                    Latency latency = run.latency();
                    if (latency != null) {
                        lines.add(String.format(
                                Locale.ROOT,
                                "%-34s latency at %,d/s: p50 %.0f ms, p99 %.0f ms, p99.9 %.0f ms, most %.0f ms, of %,d results",
                                engine,
                                comparison.spec().ratePerSecond(),
                                latency.p50Ms(),
                                latency.p99Ms(),
                                latency.p999Ms(),
                                latency.maxMs(),
                                latency.samples()));
                    }
                }));
        return lines;
    }

    private static String text(Spread spread) {
        return String.format(Locale.ROOT, "%.2f (%.2f-%.2f)", spread.median(), spread.least(), spread.greatest());
    }
}
