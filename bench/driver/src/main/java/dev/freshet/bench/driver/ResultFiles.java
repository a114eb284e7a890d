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
        Path csv = folder.resolve(name + ".csv");
        Path svg = folder.resolve(name + ".svg");
        try {
            Files.createDirectories(folder);
            Files.write(csv, csv(comparison, command));
            Files.writeString(svg, ComparisonPlot.svg(comparison));
        } catch (IOException e) {
            throw new BenchException("the results cannot be written: " + e.getMessage(), e);
        }
        return List.of(csv, svg);
    }

    private static List<String> csv(Comparison comparison, String command) {
        List<String> lines = new ArrayList<>();
        lines.add("# command: " + command);
        lines.add("# machine: " + Machine.describe());
        lines.add("# JVM flags: " + String.join(" ", EngineProcess.FLAGS));
        lines.add("# run: "
                + String.join(
                        " ",
                        RunArguments.write(comparison.spec()).stream()
                                .filter(argument ->
                                        !argument.startsWith("redis=") && !argument.startsWith("bootstrap="))
                                .toList()));
        comparison.disagreements().forEach(sentence -> lines.add("# void: " + sentence));
        lines.add("round,engine,events,seconds,events_per_second,cpu_seconds_per_million,rows,checksum,"
                + "allocated_bytes_per_event,peak_heap_bytes,peak_rss_bytes,p50_ms,p99_ms,p999_ms");
        for (int round = 0; round < comparison.rounds(); round++) {
            for (String engine : comparison.runs().keySet()) {
                lines.add(line(round + 1, comparison.runs(engine).get(round)));
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
