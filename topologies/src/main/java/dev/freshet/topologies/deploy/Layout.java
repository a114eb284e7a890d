package dev.freshet.topologies.deploy;

import dev.freshet.core.decode.DecoderSpec;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.Function;
import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.join.JoinSpec;
import dev.freshet.core.join.MultiJoinSpec;
import dev.freshet.core.join.TableJoinSpec;
import dev.freshet.core.join.TableKind;
import dev.freshet.core.lookup.LookupSpec;
import dev.freshet.core.operator.ChainSpec;
import dev.freshet.core.operator.ExplodeSpec;
import dev.freshet.core.operator.FilterSpec;
import dev.freshet.core.operator.OperatorSpec;
import dev.freshet.core.operator.ProjectSpec;
import dev.freshet.core.order.AnalyticCall;
import dev.freshet.core.order.AnalyzeSpec;
import dev.freshet.core.order.DedupSpec;
import dev.freshet.core.pattern.PatternSpec;
import dev.freshet.core.plan.InputNode;
import dev.freshet.core.plan.Plan;
import dev.freshet.core.plan.SinkNode;
import dev.freshet.core.plan.Step;
import dev.freshet.core.process.PartitionSpec;
import dev.freshet.core.process.ProcessSpec;
import dev.freshet.core.rule.RulesSpec;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.top.TopNSpec;
import dev.freshet.core.window.WindowAggregateSpec;
import dev.freshet.core.window.WindowColumns;
import dev.freshet.storm.EdgeSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Cuts a plan into components: what keeps no state runs where its rows are, in the source's task or behind an aggregation,
 * and costs no hop; each aggregation is pre-aggregated by the sender; both sides of a join are split by its keys, but for a table
 * that every task has.
 */
final class Layout {
    /** A result's rows: from which component, on which stream. */
    record ResultEdge(SinkNode sink, Component from, String stream, Schema schema) {}

    /**
     * Rows of a stream: what makes them, and what is still to be done to them there.
     *
     * @param behind leaves out, before the chain, what only results show
     */
    private record Rows(Component at, List<OperatorSpec> chain, Schema schema, Optional<OperatorSpec> behind) {
        Rows(Component at, List<OperatorSpec> chain, Schema schema) {
            this(at, chain, schema, Optional.empty());
        }

        Rows then(OperatorSpec operator) {
            List<OperatorSpec> longer = new ArrayList<>(chain);
            longer.add(operator);
            return new Rows(at, longer, operator.outputSchema(), behind);
        }

        /** Those that steps with a state take. */
        Rows followed() {
            List<OperatorSpec> longer = new ArrayList<>();
            behind.ifPresent(longer::add);
            longer.addAll(chain);
            return new Rows(at, longer, schema);
        }
    }

    private static final Set<String> WINDOW_COLUMNS =
            Set.of(WindowColumns.START, WindowColumns.END, WindowColumns.KIND, WindowColumns.REVISION);

    private final Plan plan;
    private final Map<String, Component> components = new LinkedHashMap<>();
    private final Map<String, Rows> rows = new HashMap<>();
    private final List<ResultEdge> results = new ArrayList<>();
    private final List<ResultEdge> topics = new ArrayList<>();
    private final NeededColumns needed;

    Layout(Plan plan) {
        this.plan = plan;
        needed = new NeededColumns(plan);
        for (InputNode input : plan.inputs()) {
            Component source = add(Component.source(input));
            rows.put(input.name(), new Rows(source, List.of(), input.schema().select(needed.projection(input))));
        }
        plan.steps().forEach(this::step);
        plan.sinks().forEach(this::sink);
        List.copyOf(components.values()).forEach(this::split);
    }

    /** Sources first, then hosts, each after those that it takes rows from. */
    List<Component> components() {
        return List.copyOf(components.values());
    }

    List<ResultEdge> results() {
        return results;
    }

    /** The ways of results to their topics, beside those to Redis. */
    List<ResultEdge> topics() {
        return topics;
    }

    int[] projection(InputNode input) {
        return needed.projection(input);
    }

    /**
     * How the records of a source are decoded. What the decoder tests is taken off the source's ways, so ask once and before
     * them.
     */
    DecoderSpec decoder(Component source, InputNode input) {
        return new DecoderSpec(
                input.format(),
                input.fields(),
                input.timeField(),
                projection(input),
                PushedPredicate.takeFrom(source),
                input.maxRecordBytes());
    }

    private void step(Step step) {
        Rows from =
                step.isStateless() ? rowsOf(step.from()) : rowsOf(step.from()).followed();
        Rebase rebase = new Rebase(from.schema());
        if (step instanceof Step.Filter filter) {
            rows.put(step.name(), from.then(new FilterSpec(rebase.expr(filter.predicate()), from.schema())));
        } else if (step instanceof Step.Project project) {
            Set<String> wanted = needed.of(step.name());
            List<NamedExpr> columns = project.columns().stream()
                    .filter(column -> wanted.contains(column.name()))
                    .map(rebase::named)
                    .toList();
            rows.put(step.name(), from.then(new ProjectSpec(columns)));
        } else if (step instanceof Step.Explode explode) {
            rows.put(
                    step.name(),
                    from.then(new ExplodeSpec(rebase.named(explode.spec().column()), from.schema())));
        } else if (step instanceof Step.Partition partition) {
            PartitionSpec of = partition.spec();
            rows.put(step.name(), from.then(new PartitionSpec(of.function(), of.column(), from.schema())));
        } else if (step instanceof Step.Rules rules) {
            rows.put(
                    step.name(),
                    from.then(new RulesSpec(
                            step.name(),
                            rules.mode(),
                            rebase.rules(rules.live()),
                            rebase.rules(rules.shadow()),
                            from.schema())));
        } else if (step instanceof Step.Aggregate aggregate) {
            aggregate(aggregate, from, rebase);
        } else if (step instanceof Step.Match match) {
            match(match, from, rebase);
        } else if (step instanceof Step.Process process) {
            process(process, from, rebase);
        } else if (step instanceof Step.Top top) {
            top(top, from);
        } else if (step instanceof Step.Join join) {
            join(join, from, rowsOf(join.right()).followed());
        } else if (step instanceof Step.MultiJoin join) {
            join(join);
        } else if (step instanceof Step.Dedup dedup) {
            Rows narrow = narrowed(from, needed.of(step.name()));
            DedupSpec spec = new DedupSpec(narrow.schema(), dedup.keys(), dedup.withinMs());
            ordered(step, "dedup", narrow, dedup.keys(), spec);
        } else if (step instanceof Step.Analyze analyze) {
            analyze(analyze, narrowed(from, needed.analyzed(analyze)));
        } else if (step instanceof Step.Lookup lookup) {
            lookup(lookup, from);
        }
    }

    /** By its key, so that each entry is asked for and kept by one task. */
    private void lookup(Step.Lookup step, Rows from) {
        LookupSpec spec = step.spec().over(from.schema());
        Component host = add(Component.host(Ids.step("lookup", step.name()), step.name(), spec));
        link(from, edge(host.id(), spec.key().columns()), host);
        rows.put(step.name(), new Rows(host, List.of(), spec.outputSchema()));
    }

    private void aggregate(Step.Aggregate step, Rows from, Rebase rebase) {
        WindowAggregateSpec spec = new WindowAggregateSpec(
                step.keys().stream().map(rebase::named).toList(),
                step.window(),
                step.calls().stream().map(rebase::call).toList(),
                from.schema());
        Component host = add(Component.host(Ids.step("window", step.name()), step.name(), spec.complete()));
        List<String> keys = spec.keyColumns();
        link(from.then(spec.partial()), edge(host.id(), keys), host);
        Schema results = spec.resultSchema();
        Optional<OperatorSpec> behind = step.window().followedKind().map(kind -> ofKind(kind, results));
        rows.put(step.name(), new Rows(host, List.of(), results, behind));
    }

    private static OperatorSpec ofKind(String kind, Schema results) {
        Expr is = Expr.call(Function.EQ, Expr.column(results, WindowColumns.KIND), Expr.Literal.of(kind));
        return new FilterSpec(is, results);
    }

    private void match(Step.Match step, Rows from, Rebase rebase) {
        PatternSpec spec = rebase.pattern(step.spec());
        Component host = add(Component.host(Ids.step("match", step.name()), step.name(), spec.complete()));
        link(from.then(spec.partial()), edge(host.id(), spec.keyColumns()), host);
        rows.put(step.name(), new Rows(host, List.of(), spec.resultSchema()));
    }

    private void process(Step.Process step, Rows from, Rebase rebase) {
        ProcessSpec of = step.spec();
        ProcessSpec spec = new ProcessSpec(
                of.keys().stream().map(rebase::named).toList(), of.process(), of.ttlMs(), from.schema());
        Component host = add(Component.host(Ids.step("process", step.name()), step.name(), spec.complete()));
        link(from.then(spec.partial()), edge(host.id(), spec.keyColumns()), host);
        rows.put(step.name(), new Rows(host, List.of(), spec.resultSchema()));
    }

    private void top(Step.Top step, Rows from) {
        List<String> shown = from.schema().names().stream()
                .filter(name -> !WINDOW_COLUMNS.contains(name))
                .toList();
        long latenessMs = plan.window(step.from()).orElseThrow().allowedLatenessMs();
        TopNSpec spec = new TopNSpec(from.schema(), step.keys(), step.by(), true, step.n(), shown, latenessMs);
        Component host = add(Component.host(Ids.step("top", step.name()), step.name(), spec.complete()));
        link(from.then(spec.partial()), EdgeSpec.keyed(host.id(), TopNSpec.SHUFFLE), host);
        rows.put(step.name(), new Rows(host, List.of(), spec.resultSchema()));
    }

    private void join(Step.Join step, Rows left, Rows right) {
        JoinSpec spec = step.spec().over(left.schema(), right.schema(), needed.columns(step));
        String id = Ids.step("join", step.name());
        List<String> streams = List.of(id + "-left", id + "-right");
        Component host = add(Component.join(id, step.name(), spec, streams));
        if (spec instanceof TableJoinSpec table && table.table() == TableKind.BROADCAST) {
            link(left, EdgeSpec.spread(streams.get(0)), host);
            link(right, EdgeSpec.toAll(streams.get(1)), host);
        } else {
            link(left, edge(streams.get(0), spec.inputs().leftKeys()), host);
            link(right, edge(streams.get(1), spec.inputs().rightKeys()), host);
        }
        rows.put(step.name(), new Rows(host, List.of(), spec.outputSchema()));
    }

    private void join(Step.MultiJoin step) {
        List<Rows> inputs =
                step.inputs().stream().map(stream -> rowsOf(stream).followed()).toList();
        MultiJoinSpec spec = step.spec().over(inputs.stream().map(Rows::schema).toList(), needed.columns(step));
        String id = Ids.step("join", step.name());
        List<String> streams =
                IntStream.range(0, inputs.size()).mapToObj(i -> id + "-" + i).toList();
        Component host = add(Component.join(id, step.name(), spec, streams));
        for (int i = 0; i < inputs.size(); i++) {
            link(inputs.get(i), edge(streams.get(i), spec.inputs().get(i).keys()), host);
        }
        rows.put(step.name(), new Rows(host, List.of(), spec.outputSchema()));
    }

    private void analyze(Step.Analyze step, Rows from) {
        Set<String> wanted = needed.of(step.name());
        List<NamedExpr> made = step.columns().stream()
                .filter(column -> wanted.contains(column.name()))
                .toList();
        Set<String> read = new HashSet<>();
        made.forEach(column -> Rebase.collect(column.expr(), read));
        Rebase inputs = new Rebase(from.schema());
        List<AnalyticCall> calls = step.calls().stream()
                .filter(call -> read.contains(call.name()))
                .map(inputs::analytic)
                .toList();
        AnalyzeSpec spec = new AnalyzeSpec(from.schema(), step.keys(), step.withinMs(), calls);
        ordered(step, "analyze", from, step.keys(), spec);
        Rebase results = new Rebase(spec.outputSchema());
        List<NamedExpr> columns = new ArrayList<>();
        from.schema().names().stream()
                .filter(wanted::contains)
                .forEach(name -> columns.add(new NamedExpr(name, Expr.column(spec.outputSchema(), name))));
        made.forEach(column -> columns.add(results.named(column)));
        rows.put(step.name(), rowsOf(step.name()).then(new ProjectSpec(columns)));
    }

    /** A host for what looks at the rows of a key in order. */
    private void ordered(Step step, String what, Rows from, List<String> keys, OperatorSpec spec) {
        Component host = add(Component.host(Ids.step(what, step.name()), step.name(), spec));
        link(from, edge(host.id(), keys), host);
        rows.put(step.name(), new Rows(host, List.of(), spec.outputSchema()));
    }

    /** The rows without columns that nobody reads: what is sent is kept as it comes. */
    private static Rows narrowed(Rows from, Set<String> wanted) {
        List<NamedExpr> columns = from.schema().names().stream()
                .filter(wanted::contains)
                .map(name -> new NamedExpr(name, Expr.column(from.schema(), name)))
                .toList();
        return columns.size() == from.schema().size() || columns.isEmpty() ? from : from.then(new ProjectSpec(columns));
    }

    private static EdgeSpec edge(String stream, List<String> keys) {
        return keys.isEmpty() ? EdgeSpec.single(stream) : EdgeSpec.keyed(stream, keys);
    }

    private void sink(SinkNode sink) {
        Rows from = rowsOf(sink.from());
        String stream = Ids.result(sink.name());
        EdgeSpec edge = switch (sink.kind()) {
            case WINDOWS -> edge(stream, sink.keys());
            case TOP -> EdgeSpec.keyed(stream, List.of(WindowColumns.START));
            case LOG -> sink.keys().isEmpty() ? EdgeSpec.spread(stream) : EdgeSpec.keyed(stream, sink.keys());
        };
        from.at().ways().add(new Component.Way(from.chain(), edge, Ids.RESULTS));
        results.add(new ResultEdge(sink, from.at(), stream, from.schema()));
        if (sink.hasTopic()) {
            String topic = Ids.topic(sink.name());
            EdgeSpec toTopic = sink.keys().isEmpty() ? EdgeSpec.spread(topic) : EdgeSpec.keyed(topic, sink.keys());
            from.at().ways().add(new Component.Way(from.chain(), toTopic, Ids.TOPICS));
            topics.add(new ResultEdge(sink, from.at(), topic, from.schema()));
        }
    }

    /** A host has one operator: where its rows go several ways and are changed on one, another host does that. */
    private void split(Component host) {
        boolean changed = host.ways().stream().anyMatch(way -> !way.chain().isEmpty());
        long severalWays = host.ways().stream().filter(way -> !way.isToTopic()).count();
        if (host.input() != null || severalWays < 2 || !changed) {
            return;
        }
        List<Component.Way> ways = List.copyOf(host.ways());
        host.ways().clear();
        for (Component.Way way : ways) {
            if (way.chain().isEmpty()) {
                host.ways().add(way);
                continue;
            }
            if (way.isToTopic()) {
                continue;
            }
            String id = "step-" + way.edge().stream();
            Component step = add(Component.host(id, id, new ChainSpec(way.chain())));
            boolean manyRows = host.operator() instanceof LookupSpec;
            if (!manyRows) {
                step.markSingle();
            }
            host.ways().add(new Component.Way(List.of(), manyRows ? EdgeSpec.spread(id) : EdgeSpec.single(id), id));
            moveTo(step, way, results);
            way.topicAmong(ways).ifPresent(topic -> moveTo(step, topic, topics));
        }
    }

    /** The step changes the rows before this way. */
    private static void moveTo(Component step, Component.Way way, List<ResultEdge> results) {
        step.ways().add(new Component.Way(List.of(), way.edge(), way.consumer()));
        results.replaceAll(result -> result.stream().equals(way.edge().stream())
                ? new ResultEdge(result.sink(), step, result.stream(), result.schema())
                : result);
    }

    private static void link(Rows from, EdgeSpec edge, Component to) {
        from.at().ways().add(new Component.Way(from.chain(), edge, to.id()));
    }

    private Rows rowsOf(String stream) {
        Rows found = rows.get(stream);
        if (found == null) {
            throw new IllegalStateException("stream '" + stream + "' is not before what takes its rows");
        }
        return found;
    }

    private Component add(Component component) {
        if (components.putIfAbsent(component.id(), component) != null) {
            throw new IllegalStateException("two components are named '" + component.id() + "'");
        }
        return component;
    }
}
