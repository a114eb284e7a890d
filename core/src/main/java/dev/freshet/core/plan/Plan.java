package dev.freshet.core.plan;

import dev.freshet.core.schema.Schema;
import dev.freshet.core.window.WindowSpec;
import java.io.Serializable;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A whole pipeline as data.
 *
 * @param name the job's name
 * @param description for people, may be empty
 * @param inputs where events come in
 * @param steps the streams made of them, each after the one it takes rows from
 * @param sinks the results
 */
public record Plan(String name, String description, List<InputNode> inputs, List<Step> steps, List<SinkNode> sinks)
        implements Serializable {
    public Plan {
        inputs = List.copyOf(inputs);
        steps = List.copyOf(steps);
        sinks = List.copyOf(sinks);
        Set<String> known = new HashSet<>();
        for (InputNode input : inputs) {
            requireNew(known, input.name());
        }
        for (Step step : steps) {
            step.inputs().forEach(input -> requireKnown(known, input, step.name()));
            requireNew(known, step.name());
        }
        Set<String> results = new HashSet<>();
        for (SinkNode sink : sinks) {
            requireKnown(known, sink.from(), sink.name());
            requireNew(results, sink.name());
        }
    }

    public Optional<InputNode> input(String inputName) {
        return inputs.stream().filter(input -> input.name().equals(inputName)).findFirst();
    }

    public Optional<Step> step(String stepName) {
        return steps.stream().filter(step -> step.name().equals(stepName)).findFirst();
    }

    /** The rows of an input or a step. */
    public Schema schema(String stream) {
        return input(stream)
                .map(InputNode::schema)
                .or(() -> step(stream).map(Step::schema))
                .orElseThrow(() -> new IllegalArgumentException("no stream '" + stream + "' in plan '" + name + "'"));
    }

    /** The windows that a stream's rows are results of: those of the last aggregation before it, if there is one. */
    public Optional<WindowSpec> window(String stream) {
        return step(stream)
                .flatMap(step -> step instanceof Step.Aggregate aggregate
                        ? Optional.of(aggregate.window())
                        : window(step.from()));
    }

    /** The steps that take an input's or a step's rows. */
    public List<Step> stepsFrom(String stream) {
        return steps.stream().filter(step -> step.inputs().contains(stream)).toList();
    }

    /** The results that take an input's or a step's rows. */
    public List<SinkNode> sinksFrom(String stream) {
        return sinks.stream().filter(sink -> sink.from().equals(stream)).toList();
    }

    /**
     * What is left of the plan when only some inputs have events: what they reach and what leads to a result. A join needs
     * both of its sides.
     */
    public Plan boundTo(Set<String> inputNames) {
        Set<String> reached = new LinkedHashSet<>(inputNames);
        for (Step step : steps) {
            if (reached.containsAll(step.inputs())) {
                reached.add(step.name());
            }
        }
        List<SinkNode> keptSinks =
                sinks.stream().filter(sink -> reached.contains(sink.from())).toList();
        Set<String> needed = new HashSet<>();
        keptSinks.forEach(sink -> needed.add(sink.from()));
        for (int i = steps.size() - 1; i >= 0; i--) {
            if (needed.contains(steps.get(i).name())) {
                needed.addAll(steps.get(i).inputs());
            }
        }
        return new Plan(
                name,
                description,
                inputs.stream()
                        .filter(input -> inputNames.contains(input.name()))
                        .toList(),
                steps.stream().filter(step -> needed.contains(step.name())).toList(),
                keptSinks);
    }

    /** The topics that results are appended to, each once. */
    public List<String> topics() {
        return sinks.stream()
                .filter(SinkNode::hasTopic)
                .map(SinkNode::topic)
                .distinct()
                .toList();
    }

    /** The same with all results in Redis alone. */
    public Plan withoutTopics() {
        return new Plan(
                name,
                description,
                inputs,
                steps,
                sinks.stream().map(SinkNode::withoutTopic).toList());
    }

    /** The rules of a stream or a result; of all of them where it is empty. */
    public List<Step.Rules> rules(String stream) {
        return steps.stream()
                .filter(Step.Rules.class::isInstance)
                .map(Step.Rules.class::cast)
                .filter(step -> stream.isEmpty()
                        || step.name().equals(stream)
                        || step.name().startsWith(stream + "."))
                .toList();
    }

    /** The same plan as another job. */
    public Plan named(String newName) {
        return new Plan(newName, description, inputs, steps, sinks);
    }

    private static void requireNew(Set<String> known, String name) {
        if (!known.add(name)) {
            throw new IllegalArgumentException("'" + name + "' stands twice in the plan");
        }
    }

    private static void requireKnown(Set<String> known, String from, String by) {
        if (!known.contains(from)) {
            throw new IllegalArgumentException("'" + by + "' takes rows from '" + from + "', which is not before it");
        }
    }
}
