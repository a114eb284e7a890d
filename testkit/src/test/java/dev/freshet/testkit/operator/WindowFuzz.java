package dev.freshet.testkit.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.aggregate.AggregateCall;
import dev.freshet.core.aggregate.AggregateKind;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.window.WindowAggregateSpec;
import dev.freshet.core.window.WindowSpec;
import dev.freshet.testkit.operator.FlowCase.Flow;
import dev.freshet.testkit.operator.OperatorKit.Outcome;
import dev.freshet.testkit.operator.OperatorKit.Plan;
import dev.freshet.testkit.operator.OperatorKit.Stage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Windowed aggregates against {@link NaiveWindows}, over random windows, disorder, lateness, batches, interleavings, numbers
 * of tasks, snapshots and restores, and times of both signs and near the ends of the range. Longer with
 * {@code -Dfreshet.fuzz.cases=N}; again with {@code -Dfreshet.fuzz.seed=N}.
 */
final class WindowFuzz {
    private static final long[] BASES = {
        0, 1_700_000_000_000L, -5_000, Long.MIN_VALUE + 20_000_000, Long.MAX_VALUE - 20_000_000
    };
    private static final List<Function<Flow, List<@Nullable Object>>> KEYS = List.of(
            flow -> List.of(), flow -> Arrays.asList(flow.src()), flow -> Arrays.asList(flow.src(), flow.port()));
    private static final List<List<String>> KEY_COLUMNS = List.of(List.of(), List.of("src"), List.of("src", "port"));

    /** Those that {@link NaiveWindows} knows come first. */
    private static final List<AggregateCall> CALLS = List.of(
            new AggregateCall(AggregateKind.COUNT, List.of(), List.of(), "n"),
            call(AggregateKind.COUNT, "bytes"),
            call(AggregateKind.SUM, "bytes"),
            call(AggregateKind.AVG, "bytes"),
            call(AggregateKind.MIN, "bytes"),
            call(AggregateKind.MAX, "src"),
            call(AggregateKind.SUM, "ratio"),
            call(AggregateKind.FIRST, "bytes"),
            call(AggregateKind.LAST, "src"),
            call(AggregateKind.COUNT_DISTINCT, "port"),
            call(AggregateKind.VAR, "ratio"),
            call(AggregateKind.STDDEV, "bytes"),
            call(AggregateKind.APPROX_DISTINCT, "bytes"),
            call(AggregateKind.QUANTILE, "ratio", 0.9),
            call(AggregateKind.TOP_K, "port", 2.0),
            call(AggregateKind.MEDIAN, "ratio"),
            call(AggregateKind.MODE, "src"),
            call(AggregateKind.EWMA, "ratio", 7.0),
            call(AggregateKind.COLLECT_LIST, "src", 5.0),
            call(AggregateKind.COLLECT_SET, "bytes", 5.0),
            ofTwo(AggregateKind.CORR, "bytes", "ratio"),
            ofTwo(AggregateKind.VWAP, "ratio", "bytes"),
            ofTwo(AggregateKind.ARG_MAX, "src", "bytes"),
            new AggregateCall(
                    AggregateKind.SUM,
                    List.of(FlowCase.column("ratio")),
                    List.of(),
                    true,
                    Expr.call(dev.freshet.core.expr.Function.GT, FlowCase.column("bytes"), Expr.Literal.of(0)),
                    "sum_of_some"));

    private static final int KNOWN = 10;

    @Test
    void windowsGiveWhatAllEventsGive() {
        long seed = Long.getLong("freshet.fuzz.seed", 20261122L);
        int cases = Integer.getInteger("freshet.fuzz.cases", 40);
        for (int i = 0; i < cases; i++) {
            check(seed + i);
        }
    }

    private static void check(long seed) {
        Random random = new Random(seed);
        long slide = 1 + random.nextInt(30);
        long size = slide * new int[] {1, 1, 2, 3, 4, 5, 8, 17, 40}[random.nextInt(9)];
        boolean cumulative = random.nextInt(3) == 0;
        WindowSpec window = (cumulative ? WindowSpec.cumulative(size, slide) : WindowSpec.hopping(size, slide))
                .withAllowedLateness(random.nextInt(3) == 0 ? random.nextInt(80) : 0)
                .withEarly(random.nextInt(3) == 0 ? 1 + random.nextInt(60) : 0);
        long base = BASES[random.nextInt(BASES.length)];
        FlowCase flows = new FlowCase(random, base, random.nextInt(4) == 0 ? 100_000 : 300);
        int keys = random.nextInt(KEYS.size());
        WindowAggregateSpec spec = new WindowAggregateSpec(
                KEY_COLUMNS.get(keys).stream()
                        .map(name -> new NamedExpr(name, FlowCase.column(name)))
                        .toList(),
                window,
                CALLS,
                FlowCase.SCHEMA);
        List<Stage> stages = List.of(Stage.spread(spec.partial()), Stage.keyed(spec.complete(), spec.keyColumns()));
        NaiveWindows naive =
                new NaiveWindows(flows, cumulative, size, slide, window.allowedLatenessMs(), KEYS.get(keys));

        Map<List<@Nullable Object>, List<@Nullable Object>> plain = null;
        for (Plan plan : plans(seed)) {
            String context = "seed " + seed + ", " + window + ", keys " + KEY_COLUMNS.get(keys) + ", " + plan;
            Outcome outcome = OperatorKit.run(stages, flows.arrival(random), plan);
            Map<List<@Nullable Object>, List<@Nullable Object>> last =
                    lastRevisions(outcome, 2 + KEY_COLUMNS.get(keys).size(), window, context);
            assertThat(known(last)).as(context).isEqualTo(naive.results);
            assertThat(outcome.output().dead()).as(context).allMatch(dead -> dead.reason() == Reason.LATE);
            assertThat(outcome.output().dead()).as(context).hasSize((int) naive.late);
            plain = plain == null ? last : plain;
            assertThat(last).as(context).isEqualTo(plain);
        }
    }

    private static List<Plan> plans(long seed) {
        return List.of(
                Plan.PLAIN,
                new Plan(seed, 1, 1, 0),
                new Plan(seed, 7, 5, 0),
                new Plan(seed, Integer.MAX_VALUE, 3, 0.2),
                new Plan(seed + 1, 12, 8, 0.05));
    }

    /** The last values of each window and key; also checks that revisions count up and that kinds come in order. */
    private static Map<List<@Nullable Object>, List<@Nullable Object>> lastRevisions(
            Outcome outcome, int keyWidth, WindowSpec window, String context) {
        Map<List<@Nullable Object>, List<@Nullable Object>> last = new HashMap<>();
        Map<List<@Nullable Object>, List<String>> kinds = new HashMap<>();
        for (List<@Nullable Object> row : outcome.output().values()) {
            List<@Nullable Object> key = new ArrayList<>(row.subList(0, keyWidth));
            List<String> before = kinds.computeIfAbsent(key, unused -> new ArrayList<>());
            if (!Objects.equals(row.get(row.size() - 1), (long) before.size())) {
                throw new AssertionError(context + ": revision of " + row + " is not " + before.size());
            }
            before.add(String.valueOf(row.get(row.size() - 2)));
            last.put(key, new ArrayList<>(row.subList(keyWidth, row.size() - 2)));
        }
        boolean once = window.earlyMs() == 0 && window.allowedLatenessMs() == 0;
        Pattern order = Pattern.compile(once ? "final" : "(early )*final( late)*|late( late)*");
        kinds.forEach((key, seen) -> {
            if (!order.matcher(String.join(" ", seen)).matches()) {
                throw new AssertionError(context + ": kinds of " + key + " are " + seen);
            }
        });
        return last;
    }

    private static Map<List<@Nullable Object>, List<@Nullable Object>> known(
            Map<List<@Nullable Object>, List<@Nullable Object>> results) {
        Map<List<@Nullable Object>, List<@Nullable Object>> known = new HashMap<>();
        results.forEach((key, values) -> known.put(key, values.subList(0, KNOWN)));
        return known;
    }

    private static AggregateCall ofTwo(AggregateKind kind, String first, String second) {
        return new AggregateCall(
                kind, List.of(FlowCase.column(first), FlowCase.column(second)), List.of(), kind + "_" + first);
    }

    private static AggregateCall call(AggregateKind kind, String column, Double... parameters) {
        String name = kind.name() + "_" + column;
        return new AggregateCall(kind, List.of(FlowCase.column(column)), List.of(parameters), name);
    }
}
