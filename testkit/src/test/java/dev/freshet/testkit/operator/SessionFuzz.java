package dev.freshet.testkit.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.aggregate.AggregateCall;
import dev.freshet.core.aggregate.AggregateKind;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.window.WindowAggregateSpec;
import dev.freshet.core.window.WindowSpec;
import dev.freshet.testkit.operator.FlowCase.Flow;
import dev.freshet.testkit.operator.NaiveWindows.Event;
import dev.freshet.testkit.operator.OperatorKit.Outcome;
import dev.freshet.testkit.operator.OperatorKit.Plan;
import dev.freshet.testkit.operator.OperatorKit.Stage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Sessions against all events sorted and cut at the gaps, over random gaps, disorder, lateness, batches, interleavings,
 * numbers of tasks, snapshots and restores. Longer with {@code -Dfreshet.fuzz.cases=N}; again with {@code
 * -Dfreshet.fuzz.seed=N}.
 */
final class SessionFuzz {
    static final long[] BASES = {0, 1_700_000_000_000L, -5_000, Long.MIN_VALUE + 20_000_000, Long.MAX_VALUE - 20_000_000
    };
    static final List<List<String>> KEY_COLUMNS = List.of(List.of(), List.of("src"), List.of("src", "port"));

    /** What {@link NaiveWindows#values} gives. */
    static final List<AggregateCall> CALLS = List.of(
            new AggregateCall(AggregateKind.COUNT, List.of(), List.of(), "n"),
            call(AggregateKind.COUNT, "bytes"),
            call(AggregateKind.SUM, "bytes"),
            call(AggregateKind.AVG, "bytes"),
            call(AggregateKind.MIN, "bytes"),
            call(AggregateKind.MAX, "src"),
            call(AggregateKind.SUM, "ratio"),
            call(AggregateKind.FIRST, "bytes"),
            call(AggregateKind.LAST, "src"),
            call(AggregateKind.COUNT_DISTINCT, "port"));

    /** Whether an event is the first of another window, given those of the window before it. */
    private interface Cut {
        boolean before(Event event, List<Event> window);
    }

    @Test
    void sessionsAreThoseOfAllEventsInOrder() {
        each((seed, random) -> {
            long gap = 1 + random.nextInt(random.nextBoolean() ? 10 : 100);
            Cut cut = (event, window) ->
                    event.flow().time() - window.get(window.size() - 1).flow().time() >= gap;
            check(seed, random, WindowSpec.session(gap), cut, gap);
        });
    }

    @Test
    void windowsOfRowsAreThoseOfAllEventsInOrder() {
        each((seed, random) -> {
            long count = 1 + random.nextInt(random.nextBoolean() ? 5 : 40);
            check(seed, random, WindowSpec.rows(count), (event, window) -> window.size() == count, 1);
        });
    }

    private interface Case {
        void check(long seed, Random random);
    }

    private static void each(Case one) {
        long seed = Long.getLong("freshet.fuzz.seed", 20261124L);
        int cases = Integer.getInteger("freshet.fuzz.cases", 60);
        for (int i = 0; i < cases; i++) {
            one.check(seed + i, new Random(seed + i));
        }
    }

    /** @param reach how far behind its last event a window ends */
    private static void check(long seed, Random random, WindowSpec window, Cut cut, long reach) {
        FlowCase flows = new FlowCase(
                random, BASES[random.nextInt(BASES.length)], new int[] {20, 300, 100_000}[random.nextInt(3)]);
        List<String> keys = KEY_COLUMNS.get(random.nextInt(KEY_COLUMNS.size()));
        WindowAggregateSpec spec = new WindowAggregateSpec(
                keys.stream()
                        .map(name -> new NamedExpr(name, FlowCase.column(name)))
                        .toList(),
                window,
                CALLS,
                FlowCase.SCHEMA);
        List<Stage> stages = List.of(Stage.spread(spec.partial()), Stage.keyed(spec.complete(), spec.keyColumns()));
        List<Event> late = new ArrayList<>();
        Map<List<@Nullable Object>, Long> expected = new HashMap<>();
        inTime(flows, keys, late).forEach((key, events) -> {
            for (List<Event> one : cut(events, cut)) {
                List<@Nullable Object> row = new ArrayList<>(List.of(
                        one.get(0).flow().time(), one.get(one.size() - 1).flow().time() + reach));
                row.addAll(key);
                row.addAll(NaiveWindows.values(one));
                row.add(window.isSession() || one.size() == window.sizeMs() ? "final" : "early");
                row.add(0L);
                expected.merge(row, 1L, Long::sum);
            }
        });
        for (Plan plan : List.of(
                Plan.PLAIN,
                new Plan(seed, 1, 1, 0),
                new Plan(seed, 7, 5, 0),
                new Plan(seed, Integer.MAX_VALUE, 3, 0.2),
                new Plan(seed + 1, 12, 8, 0.05))) {
            String context = "seed " + seed + ", " + window + ", keys " + keys + ", " + plan;
            Outcome outcome = OperatorKit.run(stages, flows.arrival(random), plan);
            Map<List<@Nullable Object>, Long> rows = new HashMap<>();
            outcome.output().values().forEach(row -> rows.merge(row, 1L, Long::sum));
            assertThat(rows).as(context).isEqualTo(expected);
            assertThat(outcome.output().dead())
                    .as(context)
                    .hasSameSizeAs(late)
                    .allMatch(dead -> dead.reason() == Reason.LATE);
        }
    }

    /** Each key's events that are not late, in order. */
    static Map<List<@Nullable Object>, List<Event>> inTime(FlowCase flows, List<String> keys, List<Event> late) {
        Map<List<@Nullable Object>, List<Event>> byKey = new HashMap<>();
        for (int partition = 0; partition < flows.partitions.size(); partition++) {
            Long newest = null;
            List<Flow> events = flows.partitions.get(partition);
            for (int offset = 0; offset < events.size(); offset++) {
                Flow flow = events.get(offset);
                Event event = new Event(flow, partition, offset);
                if (newest != null && flow.time() < newest - flows.boundMs) {
                    late.add(event);
                } else {
                    byKey.computeIfAbsent(key(flow, keys), unused -> new ArrayList<>())
                            .add(event);
                }
                newest = newest == null ? flow.time() : Math.max(newest, flow.time());
            }
        }
        byKey.values()
                .forEach(events -> events.sort(
                        Comparator.<Event>comparingLong(event -> event.flow().time())
                                .thenComparingInt(Event::partition)
                                .thenComparingInt(Event::offset)));
        return byKey;
    }

    private static List<List<Event>> cut(List<Event> events, Cut cut) {
        List<List<Event>> windows = new ArrayList<>();
        for (Event event : events) {
            if (windows.isEmpty() || cut.before(event, windows.get(windows.size() - 1))) {
                windows.add(new ArrayList<>());
            }
            windows.get(windows.size() - 1).add(event);
        }
        return windows;
    }

    private static List<@Nullable Object> key(Flow flow, List<String> columns) {
        List<@Nullable Object> all = Arrays.asList(flow.src(), flow.port());
        return all.subList(0, columns.size());
    }

    private static AggregateCall call(AggregateKind kind, String column) {
        return new AggregateCall(kind, List.of(FlowCase.column(column)), List.of(), kind.name() + "_" + column);
    }
}
