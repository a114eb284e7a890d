package dev.freshet.topologies.deploy;

import dev.freshet.bolts.results.ResultRow;
import dev.freshet.bolts.results.ResultSpec;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.operator.Held;
import dev.freshet.core.plan.InputNode;
import dev.freshet.core.plan.Plan;
import dev.freshet.core.plan.Step;
import dev.freshet.core.rule.RuleSet;
import dev.freshet.core.rule.RuleSetCodec;
import dev.freshet.core.rule.RulesSpec;
import dev.freshet.core.schema.Schema;
import dev.freshet.topologies.export.ResultTable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Runs a plan in the caller's thread, without Storm, brokers or Redis: for tests of pipelines. It is cut into the same components
 * as for a topology, with the same decoders and operators; each has one task, which calls those behind it directly. So
 * when a call returns, all that came of it has arrived in the results.
 *
 * <p>Event time is the input's own: it goes on with the records that are piped, less the input's bound of disorder, and the slowest
 * partition counts. Processing time stands still but for {@link #tick}. An input to which nothing was piped yet holds back what it
 * is joined with, until it is ended.
 *
 * <pre>{@code
 * try (PlanDriver driver = PlanDriver.of(plan)) {
 *     driver.pipe("orders", "{\"ts\":1000,\"amount\":2.5}").end();
 *     assertThat(driver.csv("sales")).isEqualTo(...);
 * }
 * }</pre>
 */
public final class PlanDriver implements AutoCloseable {
    /**
     * A record or a row that could not be used.
     *
     * @param source the input's name; empty for rows that operators made
     * @param partition of the input
     * @param offset of the record in its partition, from 0; -1 if the row is not of one record
     * @param detail in words, with the values: {@code late by 7.3 s}
     */
    public record Dead(Reason reason, String detail, String source, int partition, long offset) {}

    private final Map<String, DrivenSource> sources = new LinkedHashMap<>();
    private final Map<String, DrivenHost> hosts = new LinkedHashMap<>();
    private final Map<String, DrivenResult> results = new LinkedHashMap<>();
    private final Map<String, DrivenResult> resultsByStream = new LinkedHashMap<>();
    private final List<Dead> dead = new ArrayList<>();

    private final Map<String, byte[]> handedOver = new HashMap<>();
    private final Map<String, RuleSet> pushed = new HashMap<>();
    private final Plan plan;

    private PlanDriver(Plan plan) {
        this.plan = plan;
        // What a driven result was given can be asked of it, so there is nothing to be learned of its topic.
        Layout layout = new Layout(plan.withoutTopics());
        Ways ways = new Ways();
        for (Component component : layout.components()) {
            InputNode input = component.input();
            if (input == null) {
                hosts.put(component.id(), new DrivenHost(component, senders(layout, component), handedOver, ways));
            } else {
                sources.put(
                        input.name(),
                        new DrivenSource(
                                component,
                                input,
                                layout.decoder(component, input),
                                handedOver,
                                ways,
                                (partition, offset, reason, detail) ->
                                        dead.add(new Dead(reason, detail, input.name(), partition, offset))));
            }
        }
        for (Layout.ResultEdge edge : layout.results()) {
            DrivenResult result = new DrivenResult(SinkResults.of(plan, edge, ResultSpec.DEFAULT_MAX_LOG));
            results.put(edge.sink().name(), result);
            resultsByStream.put(edge.stream(), result);
        }
    }

    /**
     * A driver of a plan, to which nothing was piped yet.
     *
     * @throws IllegalArgumentException if the plan looks anything up in Redis
     */
    public static PlanDriver of(Plan plan) {
        return new PlanDriver(plan);
    }

    private static List<String> senders(Layout layout, Component host) {
        return layout.components().stream()
                .filter(sender ->
                        sender.ways().stream().anyMatch(way -> way.consumer().equals(host.id())))
                .map(Component::id)
                .toList();
    }

    /** Pipes records into the only partition of an input, as one batch. */
    public PlanDriver pipe(String input, String... records) {
        return pipe(
                input,
                0,
                Stream.of(records)
                        .map(record -> record.getBytes(StandardCharsets.UTF_8))
                        .toList());
    }

    /**
     * Pipes records into one of several partitions of an input, as one batch.
     *
     * @param partition any number from 0
     * @throws IllegalArgumentException if there is no such input; names those there are
     * @throws IllegalStateException if the input has ended
     */
    public PlanDriver pipe(String input, int partition, List<byte[]> records) {
        named(sources, "input", input).pipe(partition, records);
        return this;
    }

    /** Ends an input: nothing will be piped into it any more, and nothing waits for it. */
    public PlanDriver end(String input) {
        named(sources, "input", input).end();
        return this;
    }

    /** Ends all inputs, so that all windows close and all unmatched rows come out. */
    public PlanDriver end() {
        sources.values().forEach(DrivenSource::end);
        return this;
    }

    /**
     * Tells all operators the processing time, for early results.
     *
     * @param nowMs epoch milliseconds, UTC
     */
    public PlanDriver tick(long nowMs) {
        hosts.values().forEach(host -> host.tick(nowMs));
        return this;
    }

    /**
     * Hands another set of rules over, as {@code freshet rules push} does: what is piped next is tested by it.
     *
     * @param stream whose rules it takes the place of
     * @param make compiles the set for the rows that the rules see
     * @throws IllegalArgumentException if the stream has no rules, or the set must not take the place of the one in use
     */
    public PlanDriver push(String stream, Function<Schema, RuleSet> make) {
        Step.Rules step = rules(stream);
        return push(step.name(), step.live(), make.apply(step.input()));
    }

    /** As {@link #push}, with the set that is only compared. */
    public PlanDriver pushShadow(String stream, Function<Schema, RuleSet> make) {
        Step.Rules step = rules(stream);
        return push(RulesSpec.shadowName(step.name()), step.shadow(), make.apply(step.input()));
    }

    private PlanDriver push(String name, RuleSet first, RuleSet set) {
        if (set.replaces(pushed.getOrDefault(name, first))) {
            pushed.put(name, set);
            handedOver.put(name, RuleSetCodec.encode(set));
        }
        return this;
    }

    private Step.Rules rules(String stream) {
        List<Step.Rules> found = plan.rules(stream);
        if (found.size() != 1) {
            List<String> all = plan.rules("").stream().map(Step.Rules::name).toList();
            throw new IllegalArgumentException("not one set of rules is of '" + stream + "' (there are " + all + ")");
        }
        return found.get(0);
    }

    /** Every row that was written to a result, in order: early ones, final ones and corrections. */
    public List<ResultRow> written(String result) {
        return named(results, "result", result).written();
    }

    /** The rows that stand in a result now: of each key and window the last revision; of a log all. */
    public List<ResultRow> rows(String result) {
        return named(results, "result", result).standing();
    }

    /** What stands in a result now, as {@code freshet run --export} would write it. */
    public String csv(String result) {
        DrivenResult of = named(results, "result", result);
        ResultTable table = new ResultTable(of.spec());
        of.standing().forEach(table::add);
        return table.csv();
    }

    /** How a result is kept in Redis: its kind, keys and columns. */
    public ResultSpec result(String result) {
        return named(results, "result", result).spec();
    }

    /** What could not be used so far, in order. */
    public List<Dead> dead() {
        return List.copyOf(dead);
    }

    /** What all operators keep in mind now; no entries after the end. */
    public Held held() {
        return hosts.values().stream().map(DrivenHost::held).reduce(Held.NOTHING, Held::plus);
    }

    @Override
    public void close() {
        sources.values().forEach(DrivenSource::close);
        hosts.values().forEach(DrivenHost::close);
    }

    private static <T> T named(Map<String, T> all, String what, String name) {
        T found = all.get(name);
        if (found == null) {
            throw new IllegalArgumentException("no " + what + " '" + name + "' (there are " + all.keySet() + ")");
        }
        return found;
    }

    private final class Ways implements DrivenWays {
        @Override
        public void send(Component.Way way, Batch batch) {
            if (batch.isEmpty()) {
                return;
            }
            String stream = way.edge().stream();
            if (way.consumer().equals(Ids.RESULTS)) {
                Objects.requireNonNull(resultsByStream.get(stream)).add(batch);
            } else {
                host(way).process(stream, batch);
            }
        }

        @Override
        public void advance(Component from, long watermarkMs) {
            from.ways().stream()
                    .filter(way -> !way.consumer().equals(Ids.RESULTS))
                    .map(this::host)
                    .distinct()
                    .forEach(host -> host.advance(from.id(), watermarkMs));
        }

        @Override
        public void dead(Batch batch, int row, Reason reason, String detail) {
            dead.add(new Dead(
                    reason, detail, batch.origin().source(), batch.origin().partition(), batch.offset(row)));
        }

        private DrivenHost host(Component.Way way) {
            return Objects.requireNonNull(hosts.get(way.consumer()));
        }
    }
}
