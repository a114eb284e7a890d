package dev.freshet.bench.driver;

import dev.freshet.bench.engine.RunResult;
import dev.freshet.bench.engine.RunSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Comparisons at several values of one parameter.
 *
 * @param spec without the varied parameter's values
 * @param comparisons by value
 */
public record Sweep(SweepAxis axis, RunSpec spec, Map<Long, Comparison> comparisons) {
    /** Compares at one value. */
    @FunctionalInterface
    public interface Comparing {
        Comparison compare(RunSpec spec);
    }

    public Sweep {
        comparisons = new TreeMap<>(comparisons);
    }

    /** Compares at each value in turn. */
    public static Sweep run(SweepAxis axis, RunSpec spec, Comparing comparing) {
        Map<Long, Comparison> comparisons = new TreeMap<>();
        for (long point : axis.points(spec)) {
            comparisons.put(point, comparing.compare(axis.at(spec, point)));
        }
        return new Sweep(axis, spec, comparisons);
    }

    /** Those who ran, in the order that they ran in. */
    List<String> engines() {
        return List.copyOf(comparisons.values().iterator().next().runs().keySet());
    }

    /** CPU seconds per million events of an engine at a value. */
    Spread cpu(String engine, long point) {
        Comparison comparison = comparisons.get(point);
        if (comparison == null) {
            throw new IllegalArgumentException("nothing ran at " + point);
        }
        return comparison.of(engine, RunResult::cpuSecondsPerMillion);
    }

    public boolean isVoid() {
        return comparisons.values().stream()
                .anyMatch(comparison -> !comparison.disagreements().isEmpty());
    }

    /** For people: a line a value, a column an engine, CPU seconds per million events, million events a second. */
    public List<String> table() {
        List<String> lines = new ArrayList<>();
        StringBuilder head = new StringBuilder(String.format("%-24s", axis.title()));
        engines().forEach(engine -> head.append(String.format("  %24s", engine)));
        lines.add(head.toString());
        comparisons.forEach((point, comparison) -> {
            StringBuilder line = new StringBuilder(String.format(Locale.ROOT, "%-24d", point));
            for (String engine : engines()) {
                double perSecond =
                        comparison.of(engine, RunResult::eventsPerSecond).median();
                line.append(String.format(
                        Locale.ROOT,
                        "  %10.3f (%6.2f M/s)  ",
                        cpu(engine, point).median(),
                        perSecond / 1e6));
            }
            lines.add(line.toString().stripTrailing());
        });
        comparisons.values().forEach(comparison -> lines.addAll(comparison.disagreements()));
        return lines;
    }
}
