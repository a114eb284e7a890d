package dev.freshet.bench.driver;

import dev.freshet.bench.engine.Latency;
import dev.freshet.bench.engine.RunArguments;
import dev.freshet.bench.engine.RunResult;
import dev.freshet.bench.engine.RunSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes a comparison to {@code <job>-<source>-<sink>.csv}, every run a line, and its plot beside it. */
public final class ResultFiles {
    private static final String COLUMNS = "round,engine,events,seconds,events_per_second,cpu_seconds_per_million,rows,"
            + "checksum,allocated_bytes_per_event,peak_heap_bytes,peak_rss_bytes,p50_ms,p99_ms,p999_ms";

    private final Path folder;

    public ResultFiles(Path folder) {
        this.folder = folder;
    }

    /**
     * Writes both files and returns them.
     *
     * @param command what was typed, for the file's head
     */
    public List<Path> write(Comparison comparison, String command) {
        RunSpec spec = comparison.spec();
        String rate = spec.ratePerSecond() == 0 ? "" : "-latency";
        String name =
                spec.job().id() + "-" + spec.source().id() + "-" + spec.sink().id() + rate;
        List<String> lines = head(spec, command);
        comparison.disagreements().forEach(sentence -> lines.add("# void: " + sentence));
        lines.add(COLUMNS);
        lines.addAll(runs(comparison, ""));
        return write(name, lines, ComparisonPlot.svg(comparison));
    }

    /** Writes a sweep to {@code <job>-by-<parameter>.csv}, every run a line, and its plot beside it. */
    public List<Path> write(Sweep sweep, String command) {
        List<String> lines = head(sweep.spec(), command);
        lines.add(sweep.axis().id() + "," + COLUMNS);
        sweep.comparisons().forEach((point, comparison) -> {
            comparison.disagreements().forEach(sentence -> lines.add("# void: " + sentence));
            lines.addAll(runs(comparison, point + ","));
        });
        String name = sweep.spec().job().id() + "-by-" + sweep.axis().id();
        return write(name, lines, SweepPlot.svg(sweep));
    }

    private List<Path> write(String name, List<String> lines, String plot) {
        Path csv = folder.resolve(name + ".csv");
        Path svg = folder.resolve(name + ".svg");
        try {
            Files.createDirectories(folder);
            Files.write(csv, lines);
            Files.writeString(svg, plot);
        } catch (IOException e) {
            throw new BenchException("the results cannot be written: " + e.getMessage(), e);
        }
        return List.of(csv, svg);
    }

    private static List<String> head(RunSpec spec, String command) {
        List<String> lines = new ArrayList<>();
        lines.add("# command: " + command);
        lines.add("# machine: " + Machine.describe());
        lines.add("# JVM flags: " + String.join(" ", EngineProcess.FLAGS));
        lines.add("# run: "
                + String.join(
                        " ",
                        RunArguments.write(spec).stream()
                                .filter(argument ->
                                        !argument.startsWith("redis=") && !argument.startsWith("bootstrap="))
                                .toList()));
        return lines;
    }

    private static List<String> runs(Comparison comparison, String before) {
        List<String> lines = new ArrayList<>();
        for (int round = 0; round < comparison.rounds(); round++) {
            for (String engine : comparison.runs().keySet()) {
                lines.add(before + line(round + 1, comparison.runs(engine).get(round)));
            }
        }
        return lines;
    }

    private static String line(int round, RunResult run) {
        Latency latency = run.latency();
        String times = latency == null
                ? ",,"
                : String.format(Locale.ROOT, "%.3f,%.3f,%.3f", latency.p50Ms(), latency.p99Ms(), latency.p999Ms());
        return String.format(
                Locale.ROOT,
                "%d,%s,%d,%.3f,%.0f,%.4f,%d,%016x,%.1f,%d,%d,%s",
                round,
                run.engine(),
                run.events(),
                run.nanos() / 1e9,
                run.eventsPerSecond(),
                run.cpuSecondsPerMillion(),
                run.answer().rows(),
                run.answer().checksum(),
                (double) run.allocatedBytes() / run.events(),
                run.peakHeapBytes(),
                run.peakRssBytes(),
                times);
    }
}
