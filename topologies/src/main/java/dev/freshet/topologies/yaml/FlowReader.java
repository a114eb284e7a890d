package dev.freshet.topologies.yaml;

import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.plan.Durations;
import dev.freshet.core.window.WindowSpec;
import dev.freshet.topologies.pipeline.Assembly;
import dev.freshet.topologies.pipeline.PipelineException;
import dev.freshet.topologies.pipeline.Windows;
import dev.freshet.topologies.problem.Nearest;
import dev.freshet.topologies.problem.Place;
import dev.freshet.topologies.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads what streams and results have in common: {@code from, where, select, by, window, allowed-lateness, early, aggregate,
 * having, top}, which are done in this order. Goes on behind a mistake as far as what follows can still be judged.
 */
final class FlowReader {
    static final List<String> KEYS = List.of(
            "description",
            "from",
            "where",
            "select",
            "by",
            "window",
            "allowed-lateness",
            "early",
            "aggregate",
            "having",
            "top");
    private static final List<String> WINDOW_KEYS =
            List.of("by", "window", "allowed-lateness", "early", "having", "top");
    private static final WindowSpec STAND_IN = WindowSpec.tumbling(1);

    private final Assembly assembly;
    private final Problems problems;

    FlowReader(Assembly assembly, Problems problems) {
        this.assembly = assembly;
        this.problems = problems;
    }

    /**
     * Adds the steps to the assembly.
     *
     * @param last the name of the last step; empty to have it named after what it does
     * @return the last step's name, or the stream's that it begins with; empty where its rows cannot be known
     */
    Optional<String> read(String name, Optional<String> last, YamlMap map) {
        String from = map.text("from").orElseThrow();
        Names names = new Names(name, last, map);
        Optional<String> rows = Optional.of(from);
        if (map.has("where")) {
            rows = rows.map(in -> attempt(map, "where", text -> assembly.filter(names.of("where"), in, text))
                    .orElse(in));
        }
        if (map.has("select")) {
            rows = rows.flatMap(in -> attempt(map, "select", text -> assembly.select(names.of("select"), in, text)));
        }
        if (map.has("aggregate")) {
            return aggregate(map, names, rows);
        }
        for (String key : WINDOW_KEYS) {
            if (map.has(key) && !(key.equals("top") || key.equals("having"))) {
                problems.usage(map.placeOf(key), "'" + key + "' needs an 'aggregate'");
            }
        }
        return ranked(map, names, rows, true);
    }

    private Optional<String> aggregate(YamlMap map, Names names, Optional<String> rows) {
        WindowSpec window = window(map);
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        String in = rows.get();
        Optional<List<NamedExpr>> keys = keys(map, in);
        Optional<String> aggregated = attempt(
                map,
                "aggregate",
                text -> assembly.aggregate(names.of("aggregate"), in, keys.orElse(List.of()), window, text));
        return ranked(map, names, aggregated, keys.isPresent());
    }

    private Optional<String> ranked(YamlMap map, Names names, Optional<String> rows, boolean keyed) {
        Optional<String> kept = rows;
        if (map.has("having")) {
            kept = rows.map(in -> attempt(map, "having", text -> assembly.filter(names.of("having"), in, text))
                    .orElse(in));
        }
        if (!map.has("top")) {
            return kept;
        }
        Optional<YamlNode.Mapping> body = map.mapping("top");
        if (body.isEmpty() || !keyed) {
            return Optional.empty();
        }
        YamlMap top = new YamlMap(body.get(), "'top'", List.of("n", "by"), problems);
        Optional<Integer> n = top.integer("n", 1, 100_000);
        for (String key : List.of("n", "by")) {
            if (!top.has(key)) {
                problems.usage(top.place(), "'top' needs '" + key + "'");
            }
        }
        return kept.flatMap(in -> attempt(top, "by", by -> assembly.top(names.of("top"), in, n.orElse(1), by)));
    }

    private Optional<List<NamedExpr>> keys(YamlMap map, String in) {
        List<NamedExpr> keys = new ArrayList<>();
        boolean right = true;
        for (YamlNode.Scalar scalar : map.scalars("by")) {
            for (Part part : Part.split(scalar.text())) {
                try {
                    for (NamedExpr key : assembly.keys(in, List.of(part.text()))) {
                        if (keys.stream().anyMatch(other -> other.name().equals(key.name()))) {
                            throw new PipelineException("column '" + key.name() + "' stands twice in the key");
                        }
                        keys.add(key);
                    }
                } catch (PipelineException e) {
                    right = false;
                    problems.usage(place(scalar, part.start(), e), e.text());
                }
            }
        }
        return right ? Optional.of(keys) : Optional.empty();
    }

    private WindowSpec window(YamlMap map) {
        if (!map.has("window")) {
            problems.usage(map.place(), "'aggregate' needs a 'window', such as 1m, or 1m/10s for one every 10 seconds");
        }
        WindowSpec window = attempt(map, "window", Windows::parse).orElse(STAND_IN);
        long latenessMs = duration(map, "allowed-lateness").orElse(0L);
        long earlyMs = duration(map, "early").orElse(0L);
        return window.withAllowedLateness(latenessMs).withEarly(earlyMs);
    }

    private static Optional<Long> duration(YamlMap map, String key) {
        return map.value(key, Durations.ALLOWED, Durations::parseMs);
    }

    private <T> Optional<T> attempt(YamlMap map, String key, Function<String, T> step) {
        return map.scalar(key).flatMap(scalar -> {
            try {
                return Optional.of(step.apply(scalar.text()));
            } catch (PipelineException e) {
                problems.usage(place(scalar, 0, e), e.text());
                return Optional.empty();
            }
        });
    }

    private static Place place(YamlNode.Scalar scalar, int offset, PipelineException e) {
        return e.line() == 0 ? scalar.place() : scalar.at(e.line(), e.column() + (e.line() == 1 ? offset : 0));
    }

    /** Tells a wrong {@code from}; true if it is right. */
    static boolean requireFrom(YamlMap map, Assembly assembly, List<String> broken, Problems problems) {
        Optional<YamlNode.Scalar> from = map.scalar("from");
        if (from.isEmpty()) {
            if (!map.has("from")) {
                problems.usage(map.place(), "'from' is missing: the input or stream that the rows come from");
            }
            return false;
        }
        String stream = from.get().text();
        if (assembly.has(stream)) {
            return true;
        }
        if (!broken.contains(stream)) {
            List<String> known = new ArrayList<>(broken);
            assembly.streams().stream().filter(it -> it.indexOf('.') < 0).forEach(known::add);
            problems.usage(
                    from.get().place(),
                    Nearest.message(
                            "input or stream", stream, known.stream().sorted().toList()));
        }
        return false;
    }

    /** Names steps: the last one as told, the others after what they do. */
    private record Names(String name, Optional<String> last, YamlMap map) {
        String of(String step) {
            int at = ORDER.indexOf(step);
            boolean isLast = ORDER.subList(at + 1, ORDER.size()).stream().noneMatch(map::has);
            return isLast && last.isPresent() ? last.get() : name + "." + step;
        }

        private static final List<String> ORDER = List.of("where", "select", "aggregate", "having", "top");
    }
}
