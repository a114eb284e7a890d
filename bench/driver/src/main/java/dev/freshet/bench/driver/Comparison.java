package dev.freshet.bench.driver;

import dev.freshet.bench.engine.RunResult;
import dev.freshet.bench.engine.RunSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What the rounds of a comparison came to. In each round every engine ran once, one after the other; ratios are taken
 * within rounds, so that what disturbs the machine for longer than a round falls on all alike.
 *
 * @param runs the runs of each engine, in the order of the rounds
 */
public record Comparison(RunSpec spec, int rounds, Map<String, List<RunResult>> runs) {
    public Comparison {
        Map<String, List<RunResult>> copy = new LinkedHashMap<>();
        runs.forEach((engine, results) -> copy.put(engine, List.copyOf(results)));
        runs = copy;
    }

    /** How engines compare, from Freshet's side. */
    public record Ratio(Spread cpu, Spread throughput) {}

    /** One value of an engine's runs. */
    public Spread of(String engine, ToDoubleFunction<RunResult> value) {
        return Spread.of(runs(engine).stream().map(value::applyAsDouble).toList());
    }

    /** The runs of an engine. */
    public List<RunResult> runs(String engine) {
        return runs.getOrDefault(engine, List.of());
    }

    /** Each peer's ratios to Freshet, greater than 1 where Freshet is better; none if an answer is in doubt. */
    public Map<String, Ratio> ratios() {
        Map<String, Ratio> ratios = new LinkedHashMap<>();
        List<RunResult> ours = runs(Engines.FRESHET);
        if (ours.isEmpty() || !disagreements().isEmpty()) {
            return ratios;
        }
        runs.forEach((engine, theirs) -> {
            if (!engine.equals(Engines.FRESHET)) {
                List<Double> cpu = new ArrayList<>();
                List<Double> throughput = new ArrayList<>();
                for (int round = 0; round < theirs.size(); round++) {
                    RunResult our = ours.get(round);
                    RunResult their = theirs.get(round);
                    cpu.add(their.cpuSecondsPerMillion() / our.cpuSecondsPerMillion());
                    throughput.add(our.eventsPerSecond() / their.eventsPerSecond());
                }
                ratios.put(engine, new Ratio(Spread.of(cpu), Spread.of(throughput)));
            }
        });
        return ratios;
    }

    /** A sentence for each run that answers otherwise than the first; any makes the comparison void. */
    public List<String> disagreements() {
        List<String> sentences = new ArrayList<>();
        Optional<RunResult> known = runs.entrySet().stream()
                .filter(entry -> Engines.answers(entry.getKey()))
                .map(entry -> entry.getValue().get(0))
                .findFirst();
        if (known.isEmpty()) {
            return sentences;
        }
        RunResult first = known.get();
        runs.forEach((engine, results) -> {
            for (RunResult result : results) {
                if (Engines.answers(engine) && !result.answer().agrees(first.answer())) {
                    sentences.add(
                            engine + " answered " + result.answer() + ", but " + first.engine() + " " + first.answer());
                }
            }
        });
        return sentences;
    }
}
