package dev.freshet.testkit.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.aggregate.AggregateCall;
import dev.freshet.core.aggregate.AggregateKind;
import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.operator.ChainSpec;
import dev.freshet.core.top.TopNSpec;
import dev.freshet.core.window.WindowAggregateSpec;
import dev.freshet.core.window.WindowSpec;
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

/** Rankings of windows against a sort of all results; {@code -Dfreshet.fuzz.cases=N} and {@code -Dfreshet.fuzz.seed=N}. */
final class TopNFuzz {
    private static final int SUM = 2;

    @Test
    void rankingsAreThoseOfAllResults() {
        long seed = Long.getLong("freshet.fuzz.seed", 20261123L);
        int cases = Integer.getInteger("freshet.fuzz.cases", 30);
        for (int i = 0; i < cases; i++) {
            check(seed + i);
        }
    }

    /** After a restore a row is the nth of its task that was not while others were there, and then one of these becomes worse. */
    @Test
    void candidatesAreLookedAtAgainAmongOtherKeys() {
        check(7_000_393);
    }

    private static void check(long seed) {
        Random random = new Random(seed);
        long slide = 5 + random.nextInt(50);
        long size = slide * (1 + random.nextInt(3));
        WindowSpec window = (random.nextInt(4) == 0
                        ? WindowSpec.cumulative(size, slide)
                        : WindowSpec.hopping(size, slide))
                .withAllowedLateness(random.nextBoolean() ? random.nextInt(100) : 0)
                .withEarly(random.nextBoolean() ? 30 : 0);
        FlowCase flows = new FlowCase(random, -1000, 200);
        WindowAggregateSpec spec = new WindowAggregateSpec(
                List.of(new NamedExpr("src", FlowCase.column("src")), new NamedExpr("port", FlowCase.column("port"))),
                window,
                List.of(new AggregateCall(AggregateKind.SUM, List.of(FlowCase.column("bytes")), List.of(), "bytes")),
                FlowCase.SCHEMA);
        boolean descending = random.nextBoolean();
        TopNSpec top = new TopNSpec(
                spec.resultSchema(),
                spec.keyColumns(),
                "bytes",
                descending,
                1 + random.nextInt(8),
                List.of("port", "src", "bytes"),
                window.allowedLatenessMs());
        List<Stage> stages = List.of(
                Stage.spread(spec.partial()),
                Stage.keyed(ChainSpec.of(spec.complete(), top.partial()), spec.keyColumns()),
                Stage.keyed(top.complete(), TopNSpec.SHUFFLE));
        Map<List<Object>, List<List<@Nullable Object>>> expected = expected(flows, window, descending, top.n());
        for (Plan plan : List.of(Plan.PLAIN, new Plan(seed, 5, 4, 0.1), new Plan(seed + 1, 1, 6, 0.02))) {
            Outcome outcome = OperatorKit.run(stages, flows.arrival(random), plan);
            assertThat(lastRankings(outcome))
                    .as("seed " + seed + ", " + window + ", n " + top.n() + ", descending " + descending + ", " + plan)
                    .isEqualTo(expected);
        }
    }

    private static Map<List<Object>, List<List<@Nullable Object>>> expected(
            FlowCase flows, WindowSpec window, boolean descending, int n) {
        NaiveWindows naive = new NaiveWindows(
                flows,
                window.shape() == WindowSpec.Shape.CUMULATIVE,
                window.sizeMs(),
                window.slideMs(),
                window.allowedLatenessMs(),
                flow -> Arrays.asList(flow.src(), flow.port()));
        Map<List<Object>, List<List<@Nullable Object>>> byWindow = new HashMap<>();
        naive.results.forEach((key, values) -> byWindow.computeIfAbsent(
                        List.of((Object) key.get(0), (Object) key.get(1)), unused -> new ArrayList<>())
                .add(Arrays.asList(key.get(3), key.get(2), values.get(SUM))));
        Comparator<Long> values = descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
        Comparator<List<@Nullable Object>> order = Comparator.comparing(
                        (List<@Nullable Object> row) -> (Long) row.get(2), Comparator.nullsLast(values))
                .thenComparing(row -> (String) row.get(1), Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(row -> (Long) row.get(0), Comparator.nullsLast(Comparator.naturalOrder()));
        byWindow.replaceAll((key, rows) -> rows.stream().sorted(order).limit(n).toList());
        return byWindow;
    }

    /** The last ranking of each window; each must be whole, and follow the one before it. */
    private static Map<List<Object>, List<List<@Nullable Object>>> lastRankings(Outcome outcome) {
        Map<List<Object>, List<List<@Nullable Object>>> rankings = new HashMap<>();
        Map<List<Object>, Long> revisions = new HashMap<>();
        for (List<@Nullable Object> row : outcome.output().values()) {
            List<Object> window = List.of((Object) row.get(0), (Object) row.get(1));
            long revision = (Long) row.get(7);
            List<List<@Nullable Object>> ranking = rankings.computeIfAbsent(window, unused -> new ArrayList<>());
            if (row.get(2).equals(1L)) {
                assertThat(revision).isEqualTo(revisions.merge(window, 0L, (last, unused) -> last + 1));
                assertThat(row.get(6)).isEqualTo(revision == 0 ? row.get(6) : "late");
                ranking.clear();
            }
            assertThat(row.get(2)).isEqualTo(ranking.size() + 1L);
            assertThat(revision).isEqualTo(revisions.get(window));
            ranking.add(row.subList(3, 6));
        }
        return rankings;
    }
}
