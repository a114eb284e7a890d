package dev.freshet.topologies.yaml;

import dev.freshet.core.decode.InputFormat;
import dev.freshet.core.plan.Durations;
import dev.freshet.sql.OpenSchema;
import dev.freshet.topologies.pipeline.Assembly;
import dev.freshet.topologies.pipeline.Formats;
import dev.freshet.topologies.pipeline.Input;
import dev.freshet.topologies.pipeline.PipelineException;
import dev.freshet.topologies.problem.Nearest;
import dev.freshet.topologies.problem.Problems;
import java.time.Duration;
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
            "max-ahead",
            "max-record-bytes",
            "generator");

    private final Assembly assembly;
    private final Problems problems;
    private final List<String> generators;
    private final SchemaReader schema;

    InputReader(Assembly assembly, List<String> generators, Problems problems) {
        this.assembly = assembly;
        this.generators = generators;
        this.problems = problems;
        this.schema = new SchemaReader(problems);
    }

    /**
     * Adds an input to the assembly.
     *
     * @return what is known of its rows if something is wrong with it; empty if it is right
     */
    Optional<OpenSchema> read(YamlNode.Entry entry) {
        int before = problems.count();
        String name = entry.key().text();
        try {
            Assembly.requireName("an input's", name);
        } catch (PipelineException e) {
            problems.usage(entry.key().place(), e.text());
        }
        if (!(entry.value() instanceof YamlNode.Mapping body)) {
            problems.usage(
                    entry.value().place(),
                    "input '" + name + "' must be a mapping of names to values (is "
                            + entry.value().kind() + ")");
            return Optional.of(OpenSchema.any());
        }
        YamlMap map = new YamlMap(body, "input '" + name + "'", KEYS, problems);
        Optional<InputFormat> format = format(name, map);
        SchemaReader.Fields declared = schema.read(map);
        OpenSchema rows = format.filter(InputFormat::hasOwnFields)
                .map(it -> SchemaReader.own(it).rows())
                .orElse(declared.rows());
        Input input = input(name, map, format, declared);
        boolean known = rows.complete() && rows.untyped().isEmpty();
        try {
            if (problems.count() == before) {
                assembly.input(input);
                return Optional.empty();
            }
            if (known) {
                input.check();
            }
        } catch (PipelineException e) {
            problems.usage(map.has("time") ? map.placeOf("time") : entry.key().place(), e.text());
        }
        if (known && !assembly.has(name)) {
            assembly.standIn(name, rows.known());
        }
        return Optional.of(rows);
    }

    private Input input(String name, YamlMap map, Optional<InputFormat> format, SchemaReader.Fields declared) {
        boolean ownFields = format.isPresent() && format.get().hasOwnFields();
        if (ownFields && map.has("schema")) {
            problems.usage(
                    map.placeOf("schema"),
                    (format.get() instanceof InputFormat.AccessLog ? "an access log" : "a Linear Road file")
                            + " has its own schema: leave 'schema' out");
        } else if (format.isPresent() && !ownFields && !map.has("schema")) {
            problems.usage(map.place(), "input '" + name + "' needs a 'schema'");
        }
        Input input = format.map(it -> Input.of(name, it)).orElseGet(() -> Input.json(name));
        if (!ownFields) {
            input.fields(declared.fields());
        }
        options(map, input);
        return input;
    }

    private void options(YamlMap map, Input input) {
        map.text("description").ifPresent(input::described);
        map.text("time").ifPresent(input::time);
        duration(map, "out-of-order", 0).ifPresent(input::outOfOrder);
        duration(map, "idle", 1).ifPresent(input::idle);
        duration(map, "idle-advance", 0).ifPresent(input::idleAdvance);
        duration(map, "max-ahead", 0).ifPresent(input::maxAhead);
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

    private static Optional<Duration> duration(YamlMap map, String name, long leastMs) {
        return map.value(
                name,
                (leastMs > 0 ? "a duration above 0: " : "") + Durations.ALLOWED,
                text -> Durations.parseMs(text).filter(ms -> ms >= leastMs).map(Duration::ofMillis));
    }
}
