package dev.freshet.topologies.deploy;

import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.join.JoinColumn;
import dev.freshet.core.join.JoinSide;
import dev.freshet.core.join.MultiJoinSpec;
import dev.freshet.core.join.TableJoinSpec;
import dev.freshet.core.order.AnalyticCall;
import dev.freshet.core.plan.InputNode;
import dev.freshet.core.plan.Plan;
import dev.freshet.core.plan.SinkNode;
import dev.freshet.core.plan.Step;
import dev.freshet.core.schema.Schema;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Which columns of each stream somebody reads: found from the results backwards. */
final class NeededColumns {
    private final Map<String, Set<String>> byStream = new HashMap<>();

    NeededColumns(Plan plan) {
        for (SinkNode sink : plan.sinks()) {
            of(sink.from()).addAll(plan.schema(sink.from()).names());
        }
        List<Step> steps = plan.steps();
        for (int i = steps.size() - 1; i >= 0; i--) {
            Step step = steps.get(i);
            Set<String> from = of(step.from());
            if (step instanceof Step.Filter filter) {
                from.addAll(of(step.name()));
                Rebase.collect(filter.predicate(), from);
            } else if (step instanceof Step.Project project) {
                Set<String> wanted = of(step.name());
                project.columns().stream()
                        .filter(column -> wanted.contains(column.name()))
                        .forEach(column -> Rebase.collect(column.expr(), from));
            } else if (step instanceof Step.Explode explode) {
                NamedExpr part = explode.spec().column();
                of(step.name()).stream()
                        .filter(column -> !column.equals(part.name()))
                        .forEach(from::add);
                Rebase.collect(part.expr(), from);
            } else if (step instanceof Step.Partition partition) {
                of(step.name()).stream()
                        .filter(column -> !column.equals(partition.spec().column()))
                        .forEach(from::add);
                from.addAll(partition.spec().columnsRead());
            } else if (step instanceof Step.Aggregate aggregate) {
                aggregate.keys().forEach(key -> Rebase.collect(key.expr(), from));
                aggregate.calls().forEach(call -> call.expressions().forEach(it -> Rebase.collect(it, from)));
            } else if (step instanceof Step.Match match) {
                match.spec().keys().forEach(key -> Rebase.collect(key.expr(), from));
                match.spec().matched().forEach(value -> Rebase.collect(value.expr(), from));
                match.spec().previous().forEach(value -> Rebase.collect(value.expr(), from));
                match.spec().defines().forEach(define -> Rebase.collect(define.expr(), from));
                match.spec().measures().stream()
                        .flatMap(measure -> measure.call().expressions())
                        .forEach(it -> Rebase.collect(it, from));
            } else if (step instanceof Step.Process process) {
                process.spec().keys().forEach(key -> Rebase.collect(key.expr(), from));
                from.addAll(process.spec().columnsRead());
            } else if (step instanceof Step.Dedup dedup) {
                of(dedup.name()).addAll(dedup.keys());
                from.addAll(of(dedup.name()));
            } else if (step instanceof Step.Analyze analyze) {
                from.addAll(analyzed(analyze));
            } else if (step instanceof Step.Join join) {
                join(join);
            } else if (step instanceof Step.MultiJoin join) {
                join(join);
            } else if (step instanceof Step.Lookup lookup) {
                from.addAll(lookup.spec().key().columns());
                of(step.name()).stream()
                        .filter(column -> lookup.spec().input().indexOf(column) >= 0)
                        .forEach(from::add);
            } else {
                from.addAll(plan.schema(step.from()).names());
            }
        }
    }

    /** The columns that an analysis takes: those that somebody reads behind it, its keys, and what its own are made of. */
    Set<String> analyzed(Step.Analyze step) {
        Set<String> wanted = new HashSet<>(of(step.name()));
        for (NamedExpr column : step.columns()) {
            if (wanted.remove(column.name())) {
                Rebase.collect(column.expr(), wanted);
            }
        }
        for (AnalyticCall call : step.calls()) {
            if (wanted.remove(call.name())) {
                call.inputs().forEach(input -> Rebase.collect(input, wanted));
            }
        }
        wanted.addAll(step.keys());
        return wanted;
    }

    private void join(Step.Join join) {
        of(join.left()).addAll(join.spec().inputs().leftKeys());
        of(join.right()).addAll(join.spec().inputs().rightKeys());
        if (join.spec() instanceof TableJoinSpec table && table.deletion() != null) {
            Rebase.collect(table.deletion().predicate(), of(join.right()));
        }
        for (JoinColumn column : columns(join)) {
            of(column.side() == JoinSide.LEFT ? join.left() : join.right()).add(column.column());
        }
    }

    /** The columns of a join's results that somebody reads; one where nobody reads any. */
    List<JoinColumn> columns(Step.Join join) {
        Set<String> wanted = of(join.name());
        List<JoinColumn> all = join.spec().columns();
        List<JoinColumn> read =
                all.stream().filter(column -> wanted.contains(column.name())).toList();
        return read.isEmpty() ? all.subList(0, 1) : read;
    }

    private void join(Step.MultiJoin join) {
        for (int i = 0; i < join.inputs().size(); i++) {
            of(join.inputs().get(i)).addAll(join.spec().inputs().get(i).keys());
        }
        for (MultiJoinSpec.Column column : columns(join)) {
            of(join.inputs().get(column.input())).add(column.column());
        }
    }

    /** As for a join of two. */
    List<MultiJoinSpec.Column> columns(Step.MultiJoin join) {
        Set<String> wanted = of(join.name());
        List<MultiJoinSpec.Column> all = join.spec().columns();
        List<MultiJoinSpec.Column> read =
                all.stream().filter(column -> wanted.contains(column.name())).toList();
        return read.isEmpty() ? all.subList(0, 1) : read;
    }

    Set<String> of(String stream) {
        return byStream.computeIfAbsent(stream, unused -> new HashSet<>());
    }

    /** The positions of an input's fields that are read, ascending. */
    int[] projection(InputNode input) {
        Schema schema = input.schema();
        Set<String> wanted = of(input.name());
        return IntStream.range(0, schema.size())
                .filter(i -> wanted.contains(schema.field(i).name()))
                .toArray();
    }
}
