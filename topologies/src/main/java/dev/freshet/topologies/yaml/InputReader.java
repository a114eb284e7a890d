package dev.freshet.topologies.yaml;

import dev.freshet.core.decode.FieldSpec;
import dev.freshet.core.decode.InputFormat;
import dev.freshet.core.plan.Durations;
import dev.freshet.topologies.pipeline.Assembly;
import dev.freshet.topologies.pipeline.FieldText;
import dev.freshet.topologies.pipeline.Formats;
import dev.freshet.topologies.pipeline.Input;
import dev.freshet.topologies.pipeline.PipelineException;
import dev.freshet.topologies.problem.Nearest;
import dev.freshet.topologies.problem.Problems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads {@code inputs:}. */
final class InputReader {
    private static final List<String> KEYS = List.of(
            "description",
            "format",
            "delimiter",
            "header",
            "schema",
            "time",
            "out-of-order",
            "idle",
            "idle-advance",
            "max-record-bytes",
            "generator");

    private final Assembly assembly;
    private final Problems problems;
    private final List<String> generators;

    InputReader(Assembly assembly, List<String> generators, Problems problems) {
        this.assembly = assembly;
        this.generators = generators;
        this.problems = problems;
    }

    /** Adds an input to the assembly; false if something is wrong with it. */
    boolean read(YamlNode.Entry entry) {
        int before = problems.count();
        String name = entry.key().text();
        Optional<YamlNode.Mapping> body = new YamlMap(
                        new YamlNode.Mapping(entry.key().place(), List.of()), problems)
                .asMapping(entry.value(), "input '" + name + "'");
        if (body.isEmpty()) {
            return false;
        }
        YamlMap map = new YamlMap(body.get(), "input '" + name + "'", KEYS, problems);
        Optional<Input> input = input(name, map);
        if (input.isEmpty() || problems.count() > before) {
            return false;
        }
        try {
            assembly.input(input.get());
            return true;
        } catch (PipelineException e) {
            problems.usage(map.has("time") ? map.placeOf("time") : entry.key().place(), e.text());
            return false;
        }
    }

    private Optional<Input> input(String name, YamlMap map) {
        Optional<InputFormat> format = format(name, map);
        List<FieldSpec> fields = schema(map);
        if (format.isEmpty()) {
            options(map, Input.json(name));
            return Optional.empty();
        }
        boolean accessLog = format.get() instanceof InputFormat.AccessLog;
        if (accessLog && map.has("schema")) {
            problems.usage(map.placeOf("schema"), "an access log has its own schema: leave 'schema' out");
        } else if (!accessLog && !map.has("schema")) {
            problems.usage(map.place(), "input '" + name + "' needs a 'schema'");
        }
        Input input = Input.of(name, format.get());
        if (!accessLog) {
            input.fields(fields);
        }
        options(map, input);
        return Optional.of(input);
    }

    private void options(YamlMap map, Input input) {
        map.text("description").ifPresent(input::described);
        map.text("time").ifPresent(input::time);
        duration(map, "out-of-order", 0).ifPresent(input::outOfOrder);
        duration(map, "idle", 1).ifPresent(input::idle);
        duration(map, "idle-advance", 0).ifPresent(input::idleAdvance);
        map.integer("max-record-bytes", 1, 1 << 30).ifPresent(input::maxRecordBytes);
        map.scalar("generator").ifPresent(scalar -> {
            if (generators.contains(scalar.text())) {
                input.generator(scalar.text());
            } else {
                problems.usage(scalar.place(), Nearest.message("generator", scalar.text(), generators));
            }
        });
    }

    private Optional<InputFormat> format(String name, YamlMap map) {
        if (!map.has("format")) {
            problems.usage(
                    map.place(), "input '" + name + "' needs a 'format': one of " + String.join(", ", Formats.NAMES));
            return Optional.empty();
        }
        Optional<InputFormat> format = map.scalar("format").flatMap(scalar -> {
            Optional<InputFormat> known = Formats.named(scalar.text());
            if (known.isEmpty()) {
                problems.usage(scalar.place(), Nearest.message("format", scalar.text(), Formats.NAMES));
            }
            return known;
        });
        Optional<Character> delimiter = map.value(
                "delimiter",
                "one ASCII character that is neither a quote nor a line end",
                text -> Optional.of(map.text("delimiter").orElse(text))
                        .map(it -> it.equals("\\t") ? "\t" : it)
                        .filter(it -> it.length() == 1 && it.charAt(0) < 128 && "\"\r\n".indexOf(it.charAt(0)) < 0)
                        .map(it -> it.charAt(0)));
        Optional<Boolean> header = map.flag("header");
        if (format.isPresent() && format.get() instanceof InputFormat.Csv csv) {
            return Optional.of(new InputFormat.Csv(delimiter.orElse(csv.delimiter()), header.orElse(csv.header())));
        }
        for (String key : List.of("delimiter", "header")) {
            if (format.isPresent() && map.has(key)) {
                problems.usage(map.placeOf(key), "'" + key + "' is for csv and tsv only");
            }
        }
        return format;
    }

    private List<FieldSpec> schema(YamlMap map) {
        List<FieldSpec> fields = new ArrayList<>();
        map.mapping("schema").ifPresent(mapping -> {
            for (YamlNode.Entry field : new YamlMap(mapping, problems).entries()) {
                if (field.value() instanceof YamlNode.Scalar scalar && !scalar.isNull()) {
                    try {
                        fields.add(FieldText.parse(field.key().text(), scalar.text()));
                    } catch (PipelineException e) {
                        problems.usage(scalar.place(), e.text());
                    }
                } else {
                    problems.usage(
                            field.value().place(),
                            "field '" + field.key().text() + "' must be " + FieldText.ALLOWED + " (is "
                                    + field.value().kind() + ")");
                }
            }
        });
        return fields;
    }

    private static Optional<Duration> duration(YamlMap map, String name, long leastMs) {
        return map.value(
                name,
                (leastMs > 0 ? "a duration above 0: " : "") + Durations.ALLOWED,
                text -> Durations.parseMs(text).filter(ms -> ms >= leastMs).map(Duration::ofMillis));
    }
}
