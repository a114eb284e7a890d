package dev.freshet.topologies.job;

import dev.freshet.core.plan.InputNode;
import dev.freshet.core.plan.Plan;
import dev.freshet.spouts.file.FileList;
import dev.freshet.spouts.source.SourceFailure;
import dev.freshet.topologies.pipeline.Formats;
import dev.freshet.topologies.problem.Nearest;
import dev.freshet.topologies.problem.Place;
import dev.freshet.topologies.problem.Problems;
import dev.freshet.topologies.schema.FormatGuess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says for each {@code [INPUT=]PATH} and {@code [INPUT=]TOPIC} which input of the plan it is: the one that is named, the only
 * one, or the only one of the format that was given or that the file has. With nothing given, inputs that have a generator
 * are generated.
 */
final class InputBinder {
    private final Plan plan;
    private final JobSpec spec;
    private final Problems problems;
    private final Map<String, List<String>> paths = new LinkedHashMap<>();
    private final Map<String, String> topics = new LinkedHashMap<>();

    InputBinder(Plan plan, JobSpec spec, Problems problems) {
        this.plan = plan;
        this.spec = spec;
        this.problems = problems;
    }

    List<BoundInput> bind() {
        spec.format()
                .filter(format -> Formats.named(format).isEmpty())
                .ifPresent(format ->
                        problems.usage(Place.of("--format"), Nearest.message("format", format, Formats.NAMES)));
        spec.inputs().forEach(this::path);
        spec.topics().forEach(this::topic);
        List<BoundInput> bound = new ArrayList<>();
        for (InputNode input : plan.inputs()) {
            String name = input.name();
            List<Path> files = paths.containsKey(name) ? files(paths.getOrDefault(name, List.of())) : List.of();
            if (topics.containsKey(name)) {
                boolean ends = spec.untilEnd() || !files.isEmpty();
                if (spec.events().isPresent() && files.isEmpty()) {
                    problems.usage(
                            Place.of("--events"), "--events is for files and generators: a topic ends by --until-end");
                }
                bound.add(new BoundInput(input, new Binding.Topic(topics.getOrDefault(name, ""), files), ends));
            } else if (paths.containsKey(name)) {
                bound.add(new BoundInput(input, new Binding.Files(files), true));
            }
        }
        return bound.isEmpty() && spec.inputs().isEmpty() && spec.topics().isEmpty() ? generated() : bound;
    }

    private List<BoundInput> generated() {
        List<BoundInput> bound = plan.inputs().stream()
                .filter(input -> !input.generator().isEmpty())
                .map(input -> new BoundInput(
                        input, new Binding.Generator(), spec.events().isPresent()))
                .toList();
        if (bound.isEmpty()) {
            problems.usage(
                    Place.of("--input"),
                    "say where events come from, by --input [INPUT=]PATH or --topic [INPUT=]TOPIC; inputs: "
                            + String.join(", ", names(plan.inputs())));
        }
        return bound;
    }

    private void path(String text) {
        Optional<InputNode> named = named(text);
        String path = named.isPresent() ? text.substring(text.indexOf('=') + 1) : text;
        named.or(() -> unnamed("--input", path, FormatGuess.ofPath(path)))
                .ifPresent(input -> paths.computeIfAbsent(input.name(), unused -> new ArrayList<>())
                        .add(path));
    }

    private void topic(String text) {
        Optional<InputNode> named = named(text);
        int equals = text.indexOf('=');
        if (named.isEmpty() && equals > 0) {
            problems.usage(
                    Place.of("--topic"), Nearest.message("input", text.substring(0, equals), names(plan.inputs())));
            return;
        }
        String topic = named.isPresent() ? text.substring(equals + 1) : text;
        if (!topic.matches("[A-Za-z0-9._-]{1,249}")) {
            problems.usage(
                    Place.of("--topic"),
                    "a topic's name has 1 to 249 letters, digits, '.', '_' or '-' (is '" + topic + "')");
            return;
        }
        Optional<InputNode> input = named.or(() -> paths.size() == 1
                ? plan.input(paths.keySet().iterator().next())
                : unnamed("--topic", topic, Optional.empty()));
        input.ifPresent(it -> {
            String before = topics.put(it.name(), topic);
            if (before != null) {
                problems.usage(
                        Place.of("--topic"),
                        "input '" + it.name() + "' has one topic (is '" + before + "' and '" + topic + "')");
            }
        });
    }

    private Optional<InputNode> named(String text) {
        int equals = text.indexOf('=');
        return equals < 0 ? Optional.empty() : plan.input(text.substring(0, equals));
    }

    /** The only input, or the only one of the format. */
    private Optional<InputNode> unnamed(String option, String what, Optional<String> guessed) {
        List<InputNode> candidates = plan.inputs();
        Optional<String> format = spec.format().or(() -> guessed);
        if (format.isPresent()) {
            List<InputNode> same = candidates.stream()
                    .filter(input -> Formats.name(input.format()).equals(format.get()))
                    .toList();
            if (same.isEmpty()
                    && spec.format().isPresent()
                    && Formats.named(format.get()).isPresent()) {
                problems.usage(
                        Place.of("--format"),
                        "no input of '" + plan.name() + "' has the format " + format.get() + "; inputs: "
                                + String.join(", ", described(candidates)));
                return Optional.empty();
            }
            candidates = same.isEmpty() ? candidates : same;
        }
        if (candidates.size() == 1) {
            return Optional.of(candidates.get(0));
        }
        problems.usage(
                Place.of(option),
                "say which input '" + what + "' is: " + option + " INPUT=" + what + ", with INPUT one of "
                        + String.join(", ", described(candidates)));
        return Optional.empty();
    }

    private List<Path> files(List<String> texts) {
        try {
            return FileList.expand(texts);
        } catch (SourceFailure e) {
            problems.failure(Place.of("--input"), String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    private static List<String> names(List<InputNode> inputs) {
        return inputs.stream().map(InputNode::name).toList();
    }

    private static List<String> described(List<InputNode> inputs) {
        return inputs.stream()
                .map(input -> input.name() + " (" + Formats.name(input.format()) + ")")
                .toList();
    }
}
