package dev.freshet.topologies.pipeline;

import dev.freshet.core.aggregate.AggregateCall;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.operator.ExplodeSpec;
import dev.freshet.core.plan.InputNode;
import dev.freshet.core.plan.Plan;
import dev.freshet.core.plan.SinkNode;
import dev.freshet.core.plan.Step;
import dev.freshet.core.process.KeyedProcesses;
import dev.freshet.core.process.PartitionFunctions;
import dev.freshet.core.process.PartitionSpec;
import dev.freshet.core.process.ProcessSpec;
import dev.freshet.core.rule.RuleMode;
import dev.freshet.core.rule.RuleSet;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.core.window.WindowSpec;
import dev.freshet.sql.AnalyticParser;
import dev.freshet.topologies.problem.Nearest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Puts a plan together step by step, with every expression checked against the rows that it is to see. */
public final class Assembly {
    /** What names of inputs, streams and results may be. */
    public static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,99}");

    private final List<InputNode> inputs = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<SinkNode> sinks = new ArrayList<>();
    private final Map<String, Schema> schemas = new HashMap<>();
    private final Map<String, Step> byName = new HashMap<>();
    private final Set<String> results = new HashSet<>();

    /** Fails where a name is not allowed. */
    public static void requireName(String what, String name) {
        if (!NAME.matcher(name).matches()) {
            throw new PipelineException(
                    what + " name must be a letter, then letters, digits, _ or - (is '" + name + "')");
        }
    }

    /** The rows of an input or a step. */
    public Schema schema(String stream) {
        Schema schema = schemas.get(stream);
        if (schema == null) {
            throw new PipelineException(Nearest.message("stream", stream, schemas.keySet()));
        }
        return schema;
    }

    public boolean has(String stream) {
        return schemas.containsKey(stream);
    }

    public Set<String> streams() {
        return schemas.keySet();
    }

    public String input(Input input) {
        InputNode node = input.node();
        requireName("an input's", node.name());
        add(node.name(), node.schema());
        inputs.add(node);
        return node.name();
    }

    /** The rows of an input that is wrong itself, so that what takes them can be judged nevertheless. */
    public void standIn(String name, Schema schema) {
        add(name, schema);
    }

    public String filter(String name, String from, String text) {
        Schema schema = schema(from);
        Expr predicate = Expressions.predicate(text, schema);
        return step(new Step.Filter(name, from, schema, predicate, text));
    }

    public String select(String name, String from, String text) {
        List<NamedExpr> columns = Expressions.columns(text, schema(from));
        return step(new Step.Project(name, from, columns, text));
    }

    /** A row for each part of a text, between commas: {@code "H3_DISK(lat, lon, 9, 1) AS near"}. */
    public String explode(String name, String from, String text) {
        Schema schema = schema(from);
        List<NamedExpr> columns = Expressions.columns(text, schema);
        if (columns.size() != 1) {
            throw new PipelineException("one text is exploded at a time, not " + columns.size());
        }
        try {
            return step(new Step.Explode(name, from, new ExplodeSpec(columns.get(0), schema), text));
        } catch (IllegalArgumentException e) {
            throw new PipelineException(String.valueOf(e.getMessage()));
        }
    }

    /**
     * The part of each row by a {@link dev.freshet.core.process.PartitionFunction}.
     *
     * @param function its name
     * @param column what the column of the part is called
     */
    public String partition(String name, String from, String function, String column) {
        if (PartitionFunctions.find(function).isEmpty()) {
            throw new PipelineException(Nearest.message("partition function", function, PartitionFunctions.names()));
        }
        try {
            PartitionSpec spec = new PartitionSpec(function.toLowerCase(Locale.ROOT), column, schema(from));
            return step(new Step.Partition(name, from, spec));
        } catch (IllegalArgumentException e) {
            throw new PipelineException(String.valueOf(e.getMessage()));
        }
    }

    /** What rows are grouped by: columns, or expressions with {@code AS}. */
    public List<NamedExpr> keys(String from, List<String> texts) {
        Schema schema = schema(from);
        List<NamedExpr> keys = new ArrayList<>();
        for (String text : texts) {
            if (schema.indexOf(text) >= 0) {
                keys.add(new NamedExpr(text, Expr.column(schema, text)));
            } else {
                keys.addAll(Expressions.columns(text, schema));
            }
        }
        Set<String> names = new HashSet<>();
        for (NamedExpr key : keys) {
            if (!names.add(key.name())) {
                throw new PipelineException("column '" + key.name() + "' stands twice in the key");
            }
        }
        return keys;
    }

    public String aggregate(String name, String from, List<NamedExpr> keys, WindowSpec window, String text) {
        List<AggregateCall> calls = Expressions.aggregates(text, schema(from));
        try {
            return step(Step.Aggregate.of(name, from, keys, window, calls, text));
        } catch (IllegalArgumentException e) {
            throw new PipelineException(String.valueOf(e.getMessage()));
        }
    }

    public String match(String name, String from, List<NamedExpr> keys, Match match) {
        return step(match.step(name, from, keys, schema(from)));
    }

    public String process(String name, String from, List<NamedExpr> keys, String process, long ttlMs) {
        if (KeyedProcesses.find(process).isEmpty()) {
            throw new PipelineException(Nearest.message("process", process, KeyedProcesses.names()));
        }
        try {
            ProcessSpec spec = new ProcessSpec(keys, process.toLowerCase(Locale.ROOT), ttlMs, schema(from));
            return step(new Step.Process(name, from, spec));
        } catch (IllegalArgumentException e) {
            throw new PipelineException(String.valueOf(e.getMessage()));
        }
    }

    public String top(String name, String from, int n, String by) {
        if (!(resultStep(from).orElse(null) instanceof Step.Aggregate aggregate)) {
            throw new PipelineException("a top ranks the results of an aggregation ('" + from + "' is none)");
        }
        if (aggregate.window().isSession()) {
            throw new PipelineException(
                    "a top ranks keys within one window, and a session has one key ('" + from + "' has sessions)");
        }
        if (aggregate.window().isRows()) {
            throw new PipelineException("a top ranks keys within one window, and windows of rows have one key each ('"
                    + from + "' has such)");
        }
        if (aggregate.window().isGlobal()) {
            throw new PipelineException(
                    "a top ranks keys within one window, and each key has a global window of its own ('" + from
                            + "' has such)");
        }
        List<String> ranked =
                aggregate.calls().stream().map(AggregateCall::name).toList();
        if (!ranked.contains(by)) {
            throw new PipelineException(Nearest.message("aggregate", by, ranked));
        }
        Field field = aggregate.schema().field(aggregate.schema().requireIndex(by));
        if (field.type() != Type.BIGINT && field.type() != Type.DOUBLE) {
            throw new PipelineException("a top ranks by a number (" + field + ")");
        }
        if (aggregate.keyNames().isEmpty()) {
            throw new PipelineException("a top needs an aggregation by a key");
        }
        if (n < 1 || n > 100_000) {
            throw new PipelineException("a top has 1 to 100000 places (is " + n + ")");
        }
        return step(Step.Top.of(name, from, aggregate.schema(), n, by, aggregate.keyNames()));
    }

    public String join(String name, String left, String right, Join join) {
        return step(new Step.Join(name, left, right, join.spec(right, schema(left), schema(right))));
    }

    public String join(String name, String left, MultiJoin join) {
        List<String> inputs = new ArrayList<>(List.of(left));
        inputs.addAll(join.streams());
        return step(new Step.MultiJoin(name, inputs, join.spec(schema(left), this::schema)));
    }

    /** Drops rows of a key that come less than a time after one that was kept. */
    public String dedup(String name, String from, List<String> keys, Duration within) {
        Schema schema = schema(from);
        requireColumns(keys, schema);
        if (within.toMillis() < 1) {
            throw new PipelineException("a dedup needs a time of at least 1 ms (within " + within.toMillis() + " ms)");
        }
        return step(new Step.Dedup(name, from, keys, schema, within.toMillis()));
    }

    /**
     * Gives each row columns that other rows of its key have a part in.
     *
     * @param within how far apart neighbours must be to begin anew; zero for never
     * @param text the columns
     */
    public String analyze(String name, String from, List<String> keys, Duration within, String text) {
        Schema schema = schema(from);
        requireColumns(keys, schema);
        if (within.isNegative()) {
            throw new PipelineException("an analysis needs a time that is not negative (within " + within + ")");
        }
        AnalyticParser.Columns made = Expressions.analytics(text, schema);
        List<Field> fields = new ArrayList<>(schema.fields());
        made.columns()
                .forEach(column -> fields.add(new Field(
                        column.name(), column.expr().type(), column.expr().nullable())));
        return step(new Step.Analyze(
                name, from, keys, within.toMillis(), made.calls(), made.columns(), new Schema(fields), text));
    }

    private static void requireColumns(List<String> keys, Schema schema) {
        Set<String> seen = new HashSet<>();
        for (String key : keys) {
            if (schema.indexOf(key) < 0) {
                throw new PipelineException(Nearest.message("column", key, schema.names()));
            }
            if (!seen.add(key)) {
                throw new PipelineException("column '" + key + "' stands twice in the key");
            }
        }
    }

    public String lookup(String name, String from, Lookup lookup) {
        return step(new Step.Lookup(name, from, lookup.spec(schema(from))));
    }

    /**
     * Rules that can be exchanged while the job runs.
     *
     * @param live over the rows of {@code from}
     * @param shadow as well; {@link RuleSet#NONE} for none
     */
    public String rules(String name, String from, RuleMode mode, RuleSet live, RuleSet shadow) {
        try {
            Step.Rules rules = new Step.Rules(name, from, schema(from), mode, live, shadow);
            rules.schema();
            return step(rules);
        } catch (IllegalArgumentException e) {
            throw new PipelineException("rules add columns of their own: " + e.getMessage());
        }
    }

    public void sink(String from, RedisSink sink, long defaultRetainMs) {
        schema(from);
        requireName("a result's", sink.name());
        if (!results.add(sink.name())) {
            throw new PipelineException("result '" + sink.name() + "' stands twice");
        }
        Step source = resultStep(from).orElse(null);
        List<String> keys = List.of();
        SinkNode.Kind kind = sink.kind();
        if (kind == SinkNode.Kind.WINDOWS
                && source instanceof Step.Aggregate aggregate
                && aggregate.window().isLogged()) {
            throw new PipelineException(
                    "result '" + sink.name() + "' must be a log: several windows of rows of a key can begin"
                            + " at one time, so they cannot be told apart by it");
        }
        if (kind == SinkNode.Kind.WINDOWS && source instanceof Step.Aggregate aggregate) {
            keys = aggregate.keyNames();
        } else if (kind == SinkNode.Kind.TOP && source instanceof Step.Top top) {
            keys = top.keys();
        } else if (kind == SinkNode.Kind.LOG) {
            keys = keysOfArrivals(from);
        } else {
            throw new PipelineException("result '" + sink.name() + "' needs "
                    + (kind == SinkNode.Kind.TOP ? "a top" : "an aggregation over a window"));
        }
        sinks.add(sink.node(from, kind, keys, defaultRetainMs));
    }

    /**
     * The columns of the key where the rows of each key are in the order in which they arrived, which their log is to keep;
     * none where they are not, or not all columns are there.
     */
    private List<String> keysOfArrivals(String from) {
        Step step = byName.get(from);
        while (step instanceof Step.Filter || step instanceof Step.Project) {
            step = byName.get(step.from());
        }
        if (step instanceof Step.Process process && process.spec().keepsArrivalOrder()) {
            List<String> keys = process.spec().keyColumns();
            return schema(from).names().containsAll(keys) ? keys : List.of();
        }
        return List.of();
    }

    /** What the rows of a stream are kept as: the results of windows, a leaderboard, or else a log. */
    public SinkNode.Kind kind(String stream) {
        Optional<Step> step = resultStep(stream);
        if (step.isPresent()
                && step.get() instanceof Step.Aggregate aggregate
                && !aggregate.window().isLogged()) {
            return SinkNode.Kind.WINDOWS;
        }
        return step.isPresent() && step.get() instanceof Step.Top ? SinkNode.Kind.TOP : SinkNode.Kind.LOG;
    }

    /** The step whose rows these are, if only filters stand between. */
    private Optional<Step> resultStep(String from) {
        Optional<Step> step = Optional.ofNullable(byName.get(from));
        while (step.isPresent() && step.get() instanceof Step.Filter filter) {
            step = Optional.ofNullable(byName.get(filter.from()));
        }
        return step;
    }

    public Plan plan(String name, String description) {
        requireName("a pipeline's", name);
        if (sinks.isEmpty()) {
            throw new PipelineException("pipeline '" + name + "' has no result");
        }
        return new Plan(name, description, inputs, steps, sinks);
    }

    private String step(Step step) {
        add(step.name(), step.schema());
        steps.add(step);
        byName.put(step.name(), step);
        return step.name();
    }

    private void add(String name, Schema schema) {
        if (schemas.putIfAbsent(name, schema) != null) {
            throw new PipelineException("'" + name + "' stands twice among inputs and streams");
        }
    }
}
