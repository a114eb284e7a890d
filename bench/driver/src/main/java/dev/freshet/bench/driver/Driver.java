package dev.freshet.bench.driver;

import dev.freshet.bench.engine.RunResult;
import dev.freshet.bench.engine.RunSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/** Runs engines in turn: A B C, A B C, … */
public final class Driver {
    private final BiFunction<String, RunSpec, RunResult> process;
    private final Consumer<String> progress;

    /**
     * @param process runs an engine once
     * @param progress takes a line at a time
     */
    public Driver(BiFunction<String, RunSpec, RunResult> process, Consumer<String> progress) {
        this.process = process;
        this.progress = progress;
    }

    /**
     * Compares.
     *
     * @param engines who runs, in this order
     * @param beforeRun called before each run, to give it an empty sink
     * @throws BenchException if a run fails
     */
    public Comparison compare(RunSpec spec, int rounds, List<String> engines, Runnable beforeRun) {
        Map<String, List<RunResult>> runs = new LinkedHashMap<>();
        for (int round = 1; round <= rounds; round++) {
            for (String engine : engines) {
                beforeRun.run();
                RunResult result = process.apply(engine, spec);
                runs.computeIfAbsent(engine, unused -> new ArrayList<>()).add(result);
                progress.accept(String.format(
                        Locale.ROOT,
                        "round %d of %d  %-34s %10.0f events/s  %7.3f CPU s per million  %s",
                        round,
                        rounds,
                        engine,
                        result.eventsPerSecond(),
                        result.cpuSecondsPerMillion(),
                        result.answer()));
            }
        }
        return new Comparison(spec, rounds, runs);
    }
}
