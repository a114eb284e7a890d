package dev.freshet.topologies.yaml;

import dev.freshet.core.plan.Plan;
import dev.freshet.sql.OpenSchema;
import dev.freshet.topologies.pipeline.Assembly;
import dev.freshet.topologies.pipeline.Pipeline;
import dev.freshet.topologies.pipeline.PipelineException;
import dev.freshet.topologies.problem.Place;
import dev.freshet.topologies.problem.Problems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a pipeline's file: {@code name, description, inputs, streams, results, config}. Everything that is wrong is told at
 * once, with its line and column, and nothing is guessed.
 */
public final class PlanReader {
    private static final List<String> KEYS = List.of("name", "description", "inputs", "streams", "results", "config");

    private static final List<String> STEPS =
            StepNames.ORDER.stream().filter(step -> !step.equals("having")).toList();

    private final Assembly assembly = new Assembly();
    private final Problems problems;
    private final List<String> generators;
    private final Duration defaultRetain;
    private final Map<String, OpenSchema> broken = new LinkedHashMap<>();

    private PlanReader(List<String> generators, Duration defaultRetain, Problems problems) {
        this.generators = generators;
        this.defaultRetain = defaultRetain;
        this.problems = problems;
    }

    /** Reads a file with results kept as long as by default. */
    public static Optional<PlanFile> read(String source, String text, List<String> generators, Problems problems) {
        return read(source, text, generators, Pipeline.DEFAULT_RETAIN, problems);
    }

    /**
     * Reads a file.
     *
     * @param source its name, for places
     * @param generators the names of generators that there are
     * @param defaultRetain how long results are kept that do not say it
     * @return what stands in it; empty if anything is wrong
     */
    public static Optional<PlanFile> read(
            String source, String text, List<String> generators, Duration defaultRetain, Problems problems) {
        Problems own = new Problems();
        Optional<YamlNode> root = YamlReader.read(source, text, own);
        Optional<PlanFile> file = Optional.empty();
        if (root.isPresent() && root.get() instanceof YamlNode.Mapping mapping) {
            file = new PlanReader(generators, defaultRetain, own).plan(mapping);
        } else if (own.isEmpty()) {
            own.usage(new Place(source, 1, 1), "a pipeline needs 'name', 'inputs' and 'results'");
        }
        problems.addAll(own.all());
        return own.isEmpty() ? file : Optional.empty();
    }

    private Optional<PlanFile> plan(YamlNode.Mapping root) {
        YamlMap map = new YamlMap(root, "a pipeline", KEYS, problems);
        for (String key : List.of("name", "inputs", "results")) {
            if (!map.has(key)) {
                problems.usage(map.place(), "a pipeline needs '" + key + "'");
            }
        }
        Optional<String> name = map.scalar("name").flatMap(this::pipelineName);
        InputReader inputs = new InputReader(assembly, generators, problems);
        for (YamlNode.Entry entry : entries(map, "inputs")) {
            inputs.read(entry).ifPresent(open -> broken.put(entry.key().text(), open));
        }
        FlowReader flows = new FlowReader(assembly, broken, problems);
        streams(map, flows);
        results(map, flows);
        if (!problems.isEmpty() || name.isEmpty()) {
            return Optional.empty();
        }
        try {
            Plan plan = assembly.plan(name.get(), map.text("description").orElse(""));
            return Optional.of(new PlanFile(plan, map.node("config")));
        } catch (PipelineException e) {
            problems.usage(map.placeOf("name"), e.text());
            return Optional.empty();
        }
    }

    private Optional<String> pipelineName(YamlNode.Scalar scalar) {
        try {
            Assembly.requireName("a pipeline's", scalar.text());
            return Optional.of(scalar.text());
        } catch (PipelineException e) {
            problems.usage(scalar.place(), e.text());
            return Optional.empty();
        }
    }

    /** Streams may stand in any order; each is read when the one that it comes from is known. */
    private void streams(YamlMap map, FlowReader flows) {
        Map<String, YamlNode.Entry> waiting = new LinkedHashMap<>();
        Map<String, YamlMap> bodies = new LinkedHashMap<>();
        for (YamlNode.Entry entry : entries(map, "streams")) {
            String name = entry.key().text();
            requireName("a stream's", entry);
            if (assembly.has(name) || broken.containsKey(name)) {
                problems.usage(entry.key().place(), "'" + name + "' stands twice among inputs and streams");
                continue;
            }
            map.asMapping(entry.value(), "stream '" + name + "'").ifPresent(body -> {
                waiting.put(name, entry);
                bodies.put(name, new YamlMap(body, "stream '" + name + "'", FlowReader.KEYS, problems));
            });
        }
        boolean progress = true;
        while (progress) {
            progress = false;
            for (String name : List.copyOf(waiting.keySet())) {
                YamlMap body = bodies.get(name);
                if (body == null || sources(body).stream().anyMatch(waiting::containsKey)) {
                    continue;
                }
                waiting.remove(name);
                progress = true;
                stream(name, body, flows);
            }
        }
        waiting.forEach((name, entry) -> {
            broken.put(name, OpenSchema.any());
            problems.usage(
                    bodies.containsKey(name)
                            ? bodies.get(name).placeOf(bodies.get(name).has("join") ? "join" : "from")
                            : entry.key().place(),
                    "stream '" + name + "' comes from itself, by way of " + String.join(", ", waiting.keySet()));
        });
        bodies.forEach((name, body) -> {
            if (waiting.containsKey(name)) {
                stream(name, body, flows);
            }
        });
    }

    /** The names of the streams and inputs that a stream is made of. */
    private static List<String> sources(YamlMap body) {
        List<YamlNode> named = new ArrayList<>();
        body.node("from").ifPresent(named::add);
        if (body.node("join").orElse(null) instanceof YamlNode.Mapping join) {
            join.get("left").ifPresent(named::add);
            join.get("right").ifPresent(named::add);
            if (join.get("with").orElse(null) instanceof YamlNode.Mapping others) {
                others.entries().forEach(other -> named.add(other.key()));
            }
        }
        return named.stream()
                .filter(YamlNode.Scalar.class::isInstance)
                .map(node -> ((YamlNode.Scalar) node).text())
                .toList();
    }

    private void stream(String name, YamlMap body, FlowReader flows) {
        if (STEPS.stream().noneMatch(body::has)) {
            problems.usage(body.place(), "stream '" + name + "' needs one of " + String.join(", ", STEPS));
        }
        flows.read(name, Optional.of(name), body);
        if (!assembly.has(name)) {
            broken.put(name, OpenSchema.any());
        }
    }

    private void results(YamlMap map, FlowReader flows) {
        ResultReader reader = new ResultReader(assembly, flows, defaultRetain, problems);
        for (YamlNode.Entry entry : entries(map, "results")) {
            String name = entry.key().text();
            requireName("a result's", entry);
            boolean shared = assembly.has(name) || broken.containsKey(name);
            map.asMapping(entry.value(), "result '" + name + "'").ifPresent(body -> {
                YamlMap result = new YamlMap(body, "result '" + name + "'", ResultReader.KEYS, problems);
                reader.read(entry.key(), result, shared);
            });
        }
    }

    private List<YamlNode.Entry> entries(YamlMap map, String key) {
        Optional<YamlNode.Mapping> section = map.mapping(key);
        if (section.isEmpty()) {
            return List.of();
        }
        if (section.get().entries().isEmpty()) {
            problems.usage(section.get().place(), "'" + key + "' must have at least one entry");
        }
        return new YamlMap(section.get(), problems).entries();
    }

    private void requireName(String what, YamlNode.Entry entry) {
        try {
            Assembly.requireName(what, entry.key().text());
        } catch (PipelineException e) {
            problems.usage(entry.key().place(), e.text());
        }
    }
}
