package dev.freshet.testkit.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.dead.Reason;
import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.window.Trigger;
import dev.freshet.core.window.WindowAggregateSpec;
import dev.freshet.core.window.WindowSpec;
import dev.freshet.testkit.operator.NaiveWindows.Event;
import dev.freshet.testkit.operator.OperatorKit.Outcome;
import dev.freshet.testkit.operator.OperatorKit.Plan;
import dev.freshet.testkit.operator.OperatorKit.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Global windows against a walk over each key's events in order, over random triggers, disorder, lateness, batches,
 * interleavings, numbers of tasks, snapshots and restores. Longer with {@code -Dfreshet.fuzz.cases=N}; again with {@code
 * -Dfreshet.fuzz.seed=N}.
 */
final class GlobalFuzz {
    @Test
    void keysAreShownAsInAWalkOverTheirEvents() {
        long seed = Long.getLong("freshet.fuzz.seed", 20261129L);
        int cases = Integer.getInteger("freshet.fuzz.cases", 80);
        for (int i = 0; i < cases; i++) {
            check(seed + i, new Random(seed + i));
        }
    }

    private static void check(long seed, Random random) {
        FlowCase flows = new FlowCase(
                random,
                SessionFuzz.BASES[random.nextInt(SessionFuzz.BASES.length)],
                new int[] {20, 300, 100_000}[random.nextInt(3)]);
        List<String> keys = SessionFuzz.KEY_COLUMNS.get(random.nextInt(SessionFuzz.KEY_COLUMNS.size()));
        Trigger trigger = trigger(random);
        WindowAggregateSpec spec = new WindowAggregateSpec(
                keys.stream()
                        .map(name -> new NamedExpr(name, FlowCase.column(name)))
                        .toList(),
                WindowSpec.global(trigger),
                SessionFuzz.CALLS,
                FlowCase.SCHEMA);
        List<Stage> stages = List.of(Stage.spread(spec.partial()), Stage.keyed(spec.complete(), spec.keyColumns()));
        List<Event> late = new ArrayList<>();
        Map<List<@Nullable Object>, Long> expected = new HashMap<>();
        SessionFuzz.inTime(flows, keys, late)
                .forEach((key, events) ->
                        new NaiveGlobal(trigger, key).walk(events).forEach(row -> expected.merge(row, 1L, Long::sum)));
        for (Plan plan : List.of(
                Plan.PLAIN,
                new Plan(seed, 1, 1, 0),
                new Plan(seed, 7, 5, 0),
                new Plan(seed, Integer.MAX_VALUE, 3, 0.2),
                new Plan(seed + 1, 12, 8, 0.05))) {
            String context = "seed " + seed + ", " + trigger + ", keys " + keys + ", " + plan;
            Outcome outcome = OperatorKit.run(stages, flows.arrival(random), plan);
            Map<List<@Nullable Object>, Long> rows = new HashMap<>();
            outcome.output().values().forEach(row -> rows.merge(row, 1L, Long::sum));
            assertThat(rows).as(context).isEqualTo(expected);
            assertThat(outcome.output().dead())
                    .as(context)
                    .hasSameSizeAs(late)
                    .allMatch(dead -> dead.reason() == Reason.LATE);
            if (spec.window().followedKind().isEmpty()) {
                assertThat(outcome.greatestDelayMs())
                        .as(context)
                        .isLessThanOrEqualTo(spec.complete().create().outputDelayMs());
            }
        }
    }

    private static Trigger trigger(Random random) {
        long rows = random.nextBoolean() ? 0 : 1 + random.nextInt(random.nextBoolean() ? 4 : 30);
        long everyMs = random.nextBoolean() ? 0 : 1 + random.nextInt(random.nextBoolean() ? 20 : 1000);
        long idleMs = random.nextBoolean() ? 0 : 1 + random.nextInt(random.nextBoolean() ? 20 : 1000);
        return new Trigger(rows, everyMs, rows + everyMs > 0 && random.nextBoolean(), idleMs);
    }
}
