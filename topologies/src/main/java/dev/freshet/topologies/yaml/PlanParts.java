package dev.freshet.topologies.yaml;

import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.operator.OperatorSpec;
import dev.freshet.core.plan.Durations;
import dev.freshet.core.plan.Plan;
import dev.freshet.core.plan.SinkNode;
import dev.freshet.core.plan.Step;
import dev.freshet.core.window.WindowSpec;
import dev.freshet.topologies.pipeline.Assembly;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A plan's steps put together to what a file's streams and results say: the reverse of {@link FlowReader}. Steps that a result
 * or a stream named after itself ({@code items.where}, {@code items.aggregate}) are its clauses; every other step is a stream.
 */
record PlanParts(List<Flow> streams, List<Flow> results) {
    /**
     * A stream or a result.
     *
     * @param from the stream or input; empty where it begins with a join
     * @param join the join that it begins with, its sides by their names in the file
     * @param nested the steps of clauses that have keys of their own: a look-up, rules, a match, a process
     * @param clauses what is done, by key, in order; {@code top.n} is the key {@code n} below {@code top}; of a nested one the
     *     key alone
     */
    record Flow(
            String name, String from, Optional<JoinOf> join, Map<String, Step> nested, Map<String, String> clauses) {}

    /** A join of two or more, and the names of its streams. */
    record JoinOf(List<String> streams, OperatorSpec spec) {}

    static PlanParts of(Plan plan) {
        return new Sorting(plan).sort();
    }

    private static final class Sorting {
        private final Plan plan;
        private final Set<String> taken = new HashSet<>();
        private final Set<String> clauses = new HashSet<>();
        private final Map<String, String> names = new HashMap<>();

        Sorting(Plan plan) {
            this.plan = plan;
        }

        PlanParts sort() {
            List<Deque<Step>> ofResults = new ArrayList<>();
            for (SinkNode sink : plan.sinks()) {
                String beside = ResultReader.stepsBeside(sink.name());
                boolean shared = sink.from().startsWith(beside + ".");
                ofResults.add(owned(shared ? beside : sink.name(), sink.from()));
            }
            Map<Step, Deque<Step>> ofStreams = new LinkedHashMap<>();
            for (int i = plan.steps().size() - 1; i >= 0; i--) {
                Step step = plan.steps().get(i);
                if (taken.add(step.name())) {
                    Deque<Step> chain = owned(step.name(), step.from(), position(step, Clause.TOP));
                    chain.add(step);
                    ofStreams.put(step, chain);
                }
            }
            List<Flow> streams = new ArrayList<>();
            for (Step step : plan.steps()) {
                Deque<Step> chain = ofStreams.get(step);
                if (chain != null) {
                    streams.add(flow(name(step.name()), step.name(), chain));
                }
            }
            List<Flow> results = new ArrayList<>();
            for (int i = 0; i < ofResults.size(); i++) {
                SinkNode sink = plan.sinks().get(i);
                results.add(flow(sink.name(), sink.from(), ofResults.get(i)));
            }
            return new PlanParts(streams, results);
        }

        private Deque<Step> owned(String owner, String last) {
            return owned(owner, last, Clause.values().length);
        }

        /** The steps before one that bear its owner's name, each of an earlier clause than the next. */
        private Deque<Step> owned(String owner, String last, int before) {
            Deque<Step> chain = new ArrayDeque<>();
            String at = last;
            int bound = before;
            Optional<Step> step = plan.step(at);
            while (step.isPresent() && !taken.contains(at)) {
                int position = Clause.of(owner, at);
                if (position < 0 || position >= bound || !Clause.values()[position].fits(step.get())) {
                    break;
                }
                chain.addFirst(step.get());
                taken.add(at);
                clauses.add(at);
                bound = position;
                at = step.get().from();
                step = plan.step(at);
            }
            return chain;
        }

        /** The last clause that a stream's last step can be. */
        private static int position(Step step, Clause otherwise) {
            if (step instanceof Step.Filter) {
                return Clause.HAVING.ordinal();
            }
            if (step instanceof Step.Join || step instanceof Step.MultiJoin) {
                return Clause.JOIN.ordinal();
            }
            if (step instanceof Step.Dedup) {
                return Clause.DEDUP.ordinal();
            }
            if (step instanceof Step.Lookup) {
                return Clause.LOOKUP.ordinal();
            }
            if (step instanceof Step.Explode) {
                return Clause.EXPLODE.ordinal();
            }
            if (step instanceof Step.Partition) {
                return Clause.PARTITION.ordinal();
            }
            if (step instanceof Step.Rules) {
                return Clause.RULES.ordinal();
            }
            if (step instanceof Step.Analyze) {
                return Clause.ANALYZE.ordinal();
            }
            return step instanceof Step.Project
                    ? Clause.SELECT.ordinal()
                    : step instanceof Step.Match
                            ? Clause.MATCH.ordinal()
                            : step instanceof Step.Process
                                    ? Clause.PROCESS.ordinal()
                                    : step instanceof Step.Aggregate ? Clause.AGGREGATE.ordinal() : otherwise.ordinal();
        }

        private Flow flow(String name, String last, Deque<Step> chain) {
            Map<String, String> clauses = new LinkedHashMap<>();
            Map<String, Step> nested = new HashMap<>();
            for (Step step : chain) {
                if (step instanceof Step.Filter filter) {
                    boolean having = !clauses.isEmpty() || step.name().endsWith(".having");
                    clauses.put(having ? "having" : "where", filter.text());
                } else if (step instanceof Step.Project project) {
                    clauses.put("select", project.text());
                } else if (step instanceof Step.Explode explode) {
                    clauses.put("explode", explode.text());
                } else if (step instanceof Step.Partition partition) {
                    clauses.put("partition.with", partition.spec().function());
                    clauses.put("partition.as", partition.spec().column());
                } else if (step instanceof Step.Lookup) {
                    nested.put("lookup", step);
                    clauses.put("lookup", "");
                } else if (step instanceof Step.Match || step instanceof Step.Process) {
                    String key = step instanceof Step.Match ? "match" : "process";
                    nested.put(key, step);
                    clauses.put(key, "");
                } else if (step instanceof Step.Rules) {
                    nested.put("rules", step);
                    clauses.put("rules", "");
                } else if (step instanceof Step.Aggregate aggregate) {
                    aggregate(aggregate, clauses);
                } else if (step instanceof Step.Top top) {
                    clauses.put("top.n", Integer.toString(top.n()));
                    clauses.put("top.by", top.by());
                } else if (step instanceof Step.Dedup dedup) {
                    columns("dedup.by", dedup.keys(), clauses);
                    clauses.put("dedup.within", Durations.format(dedup.withinMs()));
                } else if (step instanceof Step.Analyze analyze) {
                    columns("analyze.by", analyze.keys(), clauses);
                    clauses.put("analyze.columns", analyze.text());
                    if (analyze.withinMs() > 0) {
                        clauses.put("analyze.within", Durations.format(analyze.withinMs()));
                    }
                }
            }
            if (!chain.isEmpty() && chain.getFirst() instanceof Step.Join join) {
                return joined(name, new JoinOf(names(join), join.spec()), nested, clauses);
            }
            if (!chain.isEmpty() && chain.getFirst() instanceof Step.MultiJoin join) {
                return joined(name, new JoinOf(names(join), join.spec()), nested, clauses);
            }
            String from = name(chain.isEmpty() ? last : chain.getFirst().from());
            return new Flow(name, from, Optional.empty(), nested, clauses);
        }

        private static Flow joined(String name, JoinOf join, Map<String, Step> nested, Map<String, String> clauses) {
            return new Flow(name, "", Optional.of(join), nested, clauses);
        }

        private List<String> names(Step step) {
            return step.inputs().stream().map(this::name).toList();
        }

        private static void columns(String key, List<String> names, Map<String, String> clauses) {
            if (!names.isEmpty()) {
                clauses.put(key, OrderReader.text(names));
            }
        }

        private static void aggregate(Step.Aggregate step, Map<String, String> clauses) {
            if (!step.keys().isEmpty()) {
                clauses.put("by", step.keys().stream().map(NamedExpr::toString).collect(Collectors.joining(", ")));
            }
            WindowSpec window = step.window();
            clauses.put("window", Durations.window(window));
            if (window.allowedLatenessMs() > 0) {
                clauses.put("allowed-lateness", Durations.format(window.allowedLatenessMs()));
            }
            if (window.earlyMs() > 0) {
                clauses.put("early", Durations.format(window.earlyMs()));
            }
            clauses.put("aggregate", step.text());
        }

        /** A stream's name that may stand in a file: {@code flows-filter1} for {@code flows.filter1}. */
        private String name(String stream) {
            if (clauses.contains(stream)
                    || plan.step(stream).isEmpty()
                    || Assembly.NAME.matcher(stream).matches()) {
                return stream;
            }
            return names.computeIfAbsent(stream, unused -> {
                String name = stream.replace('.', '-');
                while (plan.step(name).isPresent() || plan.input(name).isPresent() || names.containsValue(name)) {
                    name += "-";
                }
                return name;
            });
        }
    }

    /** What steps are called after, in the order in which they are done. */
    private enum Clause {
        JOIN,
        WHERE,
        DEDUP,
        SELECT,
        EXPLODE,
        PARTITION,
        LOOKUP,
        ANALYZE,
        RULES,
        MATCH,
        PROCESS,
        AGGREGATE,
        HAVING,
        TOP;

        /** Which clause of its owner a step is; -1 for none. */
        static int of(String owner, String step) {
            for (Clause clause : values()) {
                if (step.equals(owner + "." + clause.name().toLowerCase(java.util.Locale.ROOT))) {
                    return clause.ordinal();
                }
            }
            return -1;
        }

        boolean fits(Step step) {
            return switch (this) {
                case JOIN -> step instanceof Step.Join || step instanceof Step.MultiJoin;
                case WHERE, HAVING -> step instanceof Step.Filter;
                case DEDUP -> step instanceof Step.Dedup;
                case ANALYZE -> step instanceof Step.Analyze;
                case SELECT -> step instanceof Step.Project;
                case EXPLODE -> step instanceof Step.Explode;
                case PARTITION -> step instanceof Step.Partition;
                case LOOKUP -> step instanceof Step.Lookup;
                case RULES -> step instanceof Step.Rules;
                case MATCH -> step instanceof Step.Match;
                case PROCESS -> step instanceof Step.Process;
                case AGGREGATE -> step instanceof Step.Aggregate;
                case TOP -> step instanceof Step.Top;
            };
        }
    }
}
