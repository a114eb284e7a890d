package dev.freshet.topologies.yaml;

import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.plan.Durations;
import dev.freshet.core.window.WindowSpec;
import dev.freshet.sql.OpenSchema;
import dev.freshet.topologies.pipeline.Assembly;
import dev.freshet.topologies.pipeline.Expressions;
import dev.freshet.topologies.pipeline.Join;
import dev.freshet.topologies.pipeline.Lookup;
import dev.freshet.topologies.pipeline.Match;
import dev.freshet.topologies.pipeline.MultiJoin;
import dev.freshet.topologies.pipeline.PipelineException;
import dev.freshet.topologies.problem.Nearest;
import dev.freshet.topologies.problem.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reads what streams and results have in common: {@code from} or {@code join}, {@code where, dedup, select, explode, partition, lookup, analyze, rules, match, process, by,
 * window, allowed-lateness, early, aggregate, having, top}, which are done in this order. Goes on behind a mistake as far as what follows can still be judged.
 */
final class FlowReader {
    static final List<String> KEYS = List.of(
            "description",
            "from",
            "join",
            "where",
            "dedup",
            "select",
            "explode",
            "partition",
            "lookup",
            "analyze",
            "rules",
            "match",
            "process",
            "by",
            "window",
            "allowed-lateness",
            "early",
            "aggregate",
            "having",
            "top");
    private static final List<String> WINDOW_KEYS =
            List.of("by", "window", "allowed-lateness", "early", "having", "top");

    private final Assembly assembly;
    private final Problems problems;
    private final Attempts attempts;

    private final Map<String, OpenSchema> broken;

    /**
     * @param broken what is known of the rows of inputs and streams that are wrong themselves
     */
    FlowReader(Assembly assembly, Map<String, OpenSchema> broken, Problems problems) {
        this.assembly = assembly;
        this.broken = broken;
        this.problems = problems;
        this.attempts = new Attempts(problems);
    }

    /**
     * Adds the steps to the assembly.
     *
     * @param last the name of the last step; empty to have it named after what it does
     * @return the last step's name, or the stream's that it begins with; empty where its rows cannot be known
     */
    Optional<String> read(String name, Optional<String> last, YamlMap map) {
        StepNames names = new StepNames(name, last, map);
        Rows from = map.has("join") ? joined(map, names) : from(map, "from");
        Rows rows = map.has("where") ? filtered(map, "where", names, from) : from;
        if (map.has("dedup")) {
            rows = new OrderReader(assembly, problems).dedup(map, names.of("dedup"), rows);
        }
        if (map.has("select")) {
            rows = selected(map, names, rows);
        }
        if (map.has("explode")) {
            rows = exploded(map, names, rows);
        }
        if (map.has("partition")) {
            rows = partitioned(map, names, rows);
        }
        if (map.has("lookup")) {
            rows = lookedUp(map, names, rows);
        }
        if (map.has("analyze")) {
            rows = new OrderReader(assembly, problems).analyze(map, names.of("analyze"), rows);
        }
        if (map.has("rules")) {
            rows = ruled(map, names, rows);
        }
        if (map.has("match")) {
            rows = matched(map, names, rows);
        }
        if (map.has("process")) {
            rows = processed(map, names, rows);
        }
        if (map.has("aggregate")) {
            return aggregate(map, names, rows);
        }
        for (String key : WINDOW_KEYS) {
            if (map.has(key) && !(key.equals("top") || key.equals("having"))) {
                problems.usage(map.placeOf(key), "'" + key + "' needs an 'aggregate'");
            }
        }
        return ranked(map, names, rows);
    }

    private Rows joined(YamlMap map, StepNames names) {
        if (map.has("from")) {
            problems.usage(map.placeOf("from"), "there is either 'from' or 'join'");
        }
        return map.mapping("join")
                .map(body -> new YamlMap(body, "'join'", JoinReader.KEYS, problems))
                .map(body -> joinOf(body, names))
                .orElse(Rows.unknown(OpenSchema.any()));
    }

    private Rows joinOf(YamlMap body, StepNames names) {
        Rows left = from(body, "left");
        if (body.has("with")) {
            Optional<MultiJoin> join = new MultiJoinReader(problems).read(body, this::named);
            return join.isEmpty() || left.stream().isEmpty()
                    ? Rows.unknown(OpenSchema.any())
                    : joined(
                            body,
                            () -> assembly.join(names.of("join"), left.stream().get(), join.get()));
        }
        Rows right = from(body, "right");
        Optional<Join> join = new JoinReader(problems).read(body);
        OpenSchema table = schema(right);
        boolean deletes = attempts.value(body, "deleted", text -> {
                    Expressions.judgePredicate(text, table);
                    return text;
                })
                .isPresent();
        if (join.isEmpty()
                || deletes != body.has("deleted")
                || left.stream().isEmpty()
                || right.stream().isEmpty()) {
            return Rows.unknown(OpenSchema.any());
        }
        return joined(
                body,
                () -> assembly.join(
                        names.of("join"), left.stream().get(), right.stream().get(), join.get()));
    }

    private Rows joined(YamlMap body, Supplier<String> step) {
        try {
            return Rows.of(step.get());
        } catch (PipelineException e) {
            problems.usage(body.place(), e.text());
            return Rows.unknown(OpenSchema.any());
        }
    }

    private Rows filtered(YamlMap map, String key, StepNames names, Rows rows) {
        if (rows.stream().isEmpty()) {
            attempts.value(map, key, text -> judged(() -> Expressions.judgePredicate(text, rows.open())));
            return rows;
        }
        String in = rows.stream().get();
        return Rows.of(attempts.value(map, key, text -> assembly.filter(names.of(key), in, text))
                .orElse(in));
    }

    private Rows selected(YamlMap map, StepNames names, Rows rows) {
        OpenSchema open = schema(rows);
        return Rows.of(attempts.list(
                        map,
                        "select",
                        text -> rows.stream()
                                .map(in -> assembly.select(names.of("select"), in, text))
                                .or(() -> judged(() -> Expressions.judgeColumns(text, open))),
                        text -> Expressions.judgeColumns(text, open))
                .flatMap(step -> step));
    }

    private Rows exploded(YamlMap map, StepNames names, Rows rows) {
        OpenSchema open = rows.open();
        return Rows.of(attempts.value(
                        map,
                        "explode",
                        text -> rows.stream()
                                .map(in -> assembly.explode(names.of("explode"), in, text))
                                .or(() -> judged(() -> Expressions.judgeColumns(text, open))))
                .flatMap(step -> step));
    }

    private Rows partitioned(YamlMap map, StepNames names, Rows rows) {
        Optional<String> step = map.mapping("partition").flatMap(node -> {
            YamlMap body = new YamlMap(node, "'partition'", List.of("with", "as"), problems);
            for (String key : List.of("with", "as")) {
                if (!body.has(key)) {
                    problems.usage(body.place(), "a partition needs '" + key + "'");
                }
            }
            Optional<String> as = body.scalar("as").map(YamlNode.Scalar::text);
            return as.isEmpty()
                    ? Optional.empty()
                    : rows.stream()
                            .flatMap(in -> attempts.value(
                                    body,
                                    "with",
                                    with -> assembly.partition(names.of("partition"), in, with, as.get())));
        });
        return Rows.of(step);
    }

    private Rows ruled(YamlMap map, StepNames names, Rows rows) {
        Optional<YamlNode.Mapping> body = map.mapping("rules");
        if (body.isEmpty()) {
            return Rows.unknown(OpenSchema.any());
        }
        Optional<RulesReader.Read> read = new RulesReader(schema(rows), problems).step(body.get());
        if (read.isEmpty() || rows.stream().isEmpty()) {
            return Rows.unknown(OpenSchema.any());
        }
        RulesReader.Read sets = read.get();
        try {
            return Rows.of(
                    assembly.rules(names.of("rules"), rows.stream().get(), sets.mode(), sets.live(), sets.shadow()));
        } catch (PipelineException e) {
            problems.usage(body.get().place(), e.text());
            return Rows.unknown(OpenSchema.any());
        }
    }

    private Rows matched(YamlMap map, StepNames names, Rows rows) {
        Optional<String> step = map.mapping("match").flatMap(node -> {
            YamlMap body = new YamlMap(node, "'match'", MatchReader.KEYS, problems);
            Optional<List<NamedExpr>> keys = keys(body, rows);
            Optional<Match> match = new MatchReader(problems).read(body, schema(rows));
            if (keys.isEmpty() || match.isEmpty()) {
                return Optional.empty();
            }
            try {
                String in = rows.stream().orElseThrow();
                return Optional.of(assembly.match(names.of("match"), in, keys.get(), match.get()));
            } catch (PipelineException e) {
                problems.usage(body.place(), e.text());
                return Optional.empty();
            }
        });
        return Rows.of(step);
    }

    private Rows processed(YamlMap map, StepNames names, Rows rows) {
        Optional<String> step = map.mapping("process").flatMap(node -> {
            YamlMap body = new YamlMap(node, "'process'", List.of("by", "with", "ttl"), problems);
            for (String key : List.of("with", "ttl")) {
                if (!body.has(key)) {
                    problems.usage(body.place(), "a process needs '" + key + "'");
                }
            }
            Optional<Long> ttl = duration(body, "ttl");
            Optional<List<NamedExpr>> keys = keys(body, rows);
            return keys.isEmpty() || ttl.isEmpty()
                    ? Optional.empty()
                    : rows.stream()
                            .flatMap(in -> attempts.value(
                                    body,
                                    "with",
                                    with -> assembly.process(names.of("process"), in, keys.get(), with, ttl.get())));
        });
        return Rows.of(step);
    }

    private Rows lookedUp(YamlMap map, StepNames names, Rows rows) {
        Optional<YamlMap> body =
                map.mapping("lookup").map(it -> new YamlMap(it, "'lookup'", LookupReader.KEYS, problems));
        Optional<Lookup> lookup = body.flatMap(it -> new LookupReader(problems).read(it));
        if (body.isEmpty() || lookup.isEmpty() || rows.stream().isEmpty()) {
            return Rows.unknown(OpenSchema.any());
        }
        try {
            return Rows.of(assembly.lookup(names.of("lookup"), rows.stream().get(), lookup.get()));
        } catch (PipelineException e) {
            problems.usage(body.get().placeOf("redis"), e.text());
            return Rows.unknown(OpenSchema.any());
        }
    }

    private Optional<String> aggregate(YamlMap map, StepNames names, Rows rows) {
        WindowSpec window = new WindowReader(problems).read(map);
        OpenSchema open = schema(rows);
        Optional<List<NamedExpr>> keys = keys(map, rows);
        Optional<String> aggregated = attempts.list(
                        map,
                        "aggregate",
                        text -> rows.stream()
                                .map(in -> assembly.aggregate(
                                        names.of("aggregate"), in, keys.orElse(List.of()), window, text))
                                .or(() -> judged(() -> Expressions.judgeAggregates(text, open))),
                        text -> Expressions.judgeAggregates(text, open))
                .flatMap(step -> step);
        // Without its key nothing can be said of the columns behind it.
        return ranked(map, names, Rows.of(keys.flatMap(unused -> aggregated)));
    }

    private Optional<String> ranked(YamlMap map, StepNames names, Rows rows) {
        Rows kept = map.has("having") ? filtered(map, "having", names, rows) : rows;
        if (!map.has("top")) {
            return kept.stream();
        }
        Optional<YamlNode.Mapping> body = map.mapping("top");
        if (body.isEmpty()) {
            return Optional.empty();
        }
        YamlMap top = new YamlMap(body.get(), "'top'", List.of("n", "by"), problems);
        Optional<Integer> n = top.integer("n", 1, 100_000);
        for (String key : List.of("n", "by")) {
            if (!top.has(key)) {
                problems.usage(top.place(), "'top' needs '" + key + "'");
            }
        }
        return kept.stream()
                .flatMap(in -> attempts.value(top, "by", by -> assembly.top(names.of("top"), in, n.orElse(1), by)));
    }

    private Optional<List<NamedExpr>> keys(YamlMap map, Rows rows) {
        List<NamedExpr> keys = new ArrayList<>();
        boolean right = true;
        for (YamlNode.Scalar scalar : map.scalars("by")) {
            for (Part part : Part.split(scalar.text())) {
                right &= attempts.part(scalar, part, text -> key(text, rows, keys));
            }
        }
        return right && rows.stream().isPresent() ? Optional.of(keys) : Optional.empty();
    }

    private void key(String text, Rows rows, List<NamedExpr> keys) {
        if (rows.stream().isEmpty()) {
            Expressions.judgeKey(text, rows.open());
            return;
        }
        for (NamedExpr key : assembly.keys(rows.stream().get(), List.of(text))) {
            if (keys.stream().anyMatch(other -> other.name().equals(key.name()))) {
                throw new PipelineException("column '" + key.name() + "' stands twice in the key");
            }
            keys.add(key);
        }
    }

    private OpenSchema schema(Rows rows) {
        return rows.stream().map(in -> OpenSchema.closed(assembly.schema(in))).orElse(rows.open());
    }

    /** Nothing that could be built on: only what is wrong is told. */
    private static Optional<String> judged(Runnable judge) {
        judge.run();
        return Optional.empty();
    }

    private static Optional<Long> duration(YamlMap map, String key) {
        return map.value(key, Durations.ALLOWED, Durations::parseMs);
    }

    /** The rows that {@code from}, or a side of a join, names; a wrong one is told. */
    private Rows from(YamlMap map, String key) {
        Optional<YamlNode.Scalar> from = map.scalar(key);
        if (from.isEmpty()) {
            if (!map.has(key)) {
                problems.usage(map.place(), "'" + key + "' is missing: the input or stream that the rows come from");
            }
            return Rows.unknown(OpenSchema.any());
        }
        return named(from.get());
    }

    /** The rows of the stream that is named there; a wrong name is told. */
    private Rows named(YamlNode.Scalar from) {
        String stream = from.text();
        if (assembly.has(stream)) {
            return Rows.of(stream);
        }
        OpenSchema open = broken.get(stream);
        if (open != null) {
            return Rows.unknown(open);
        }
        List<String> known = new ArrayList<>(broken.keySet());
        assembly.streams().stream().filter(it -> it.indexOf('.') < 0).forEach(known::add);
        List<String> names = known.stream().distinct().sorted().toList();
        problems.usage(from.place(), Nearest.message("input or stream", stream, names));
        return Rows.unknown(OpenSchema.any());
    }
}
