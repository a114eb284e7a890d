package dev.freshet.topologies.yaml;

import dev.freshet.core.plan.Durations;
import dev.freshet.sql.OpenSchema;
import dev.freshet.topologies.pipeline.Assembly;
import dev.freshet.topologies.pipeline.PipelineException;
import dev.freshet.topologies.problem.Problems;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads what stands below {@code dedup:} and {@code analyze:}. */
final class OrderReader {
    private static final String WITHIN = "a duration of at least 1ms: " + Durations.ALLOWED;

    private static final Pattern PLAIN = Pattern.compile("\\w+");

    private final Assembly assembly;
    private final Problems problems;

    OrderReader(Assembly assembly, Problems problems) {
        this.assembly = assembly;
        this.problems = problems;
    }

    /** The rows without duplicates; as they were where that is wrong, which is told. */
    Rows dedup(YamlMap map, String name, Rows rows) {
        Optional<YamlMap> body =
                map.mapping("dedup").map(it -> new YamlMap(it, "'dedup'", List.of("by", "within"), problems));
        if (body.isEmpty()) {
            return rows;
        }
        List<String> keys = columns(body.get());
        Optional<Duration> within = within(body.get());
        if (!body.get().has("within")) {
            problems.usage(body.get().place(), "'dedup' needs 'within': for how long a row drops others of its key");
        }
        if (rows.stream().isEmpty() || within.isEmpty()) {
            return rows;
        }
        try {
            return Rows.of(assembly.dedup(name, rows.stream().get(), keys, within.get()));
        } catch (PipelineException e) {
            problems.usage(body.get().placeOf("by"), e.text());
            return rows;
        }
    }

    /** The rows with the new columns; unknown where that is wrong, which is told. */
    Rows analyze(YamlMap map, String name, Rows rows) {
        Optional<YamlMap> body = map.mapping("analyze")
                .map(it -> new YamlMap(it, "'analyze'", List.of("by", "columns", "within"), problems));
        if (body.isEmpty()) {
            return Rows.unknown(OpenSchema.any());
        }
        List<String> keys = columns(body.get());
        Optional<Duration> within = within(body.get());
        if (!body.get().has("columns")) {
            problems.usage(body.get().place(), "'analyze' needs 'columns', such as LAG(price) AS previous");
        }
        if (rows.stream().isEmpty() || (within.isEmpty() && body.get().has("within"))) {
            return Rows.unknown(OpenSchema.any());
        }
        String from = rows.stream().get();
        return Rows.of(new Attempts(problems)
                .value(
                        body.get(),
                        "columns",
                        text -> assembly.analyze(name, from, keys, within.orElse(Duration.ZERO), text)));
    }

    private static Optional<Duration> within(YamlMap body) {
        return body.value(
                "within",
                WITHIN,
                text -> Durations.parseMs(text).filter(ms -> ms >= 1).map(Duration::ofMillis));
    }

    /** Names of columns as a list, or with commas between; quoted where they have commas themselves. */
    private static List<String> columns(YamlMap body) {
        List<String> names = new ArrayList<>();
        for (YamlNode.Scalar scalar : body.scalars("by")) {
            Part.split(scalar.text()).forEach(part -> names.add(unquoted(part.text())));
        }
        return names;
    }

    private static String unquoted(String name) {
        return name.length() > 2 && name.startsWith("\"") && name.endsWith("\"")
                ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                : name;
    }

    /** The reverse of {@link #columns}. */
    static String text(List<String> names) {
        return names.stream()
                .map(name -> PLAIN.matcher(name).matches() ? name : '"' + name.replace("\"", "\"\"") + '"')
                .collect(Collectors.joining(", "));
    }
}
