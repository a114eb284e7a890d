package dev.freshet.testkit.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.dead.Reason;
import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.process.ProcessSpec;
import dev.freshet.testkit.operator.CollectedOutput.Dead;
import dev.freshet.testkit.operator.NaiveWindows.Event;
import dev.freshet.testkit.operator.OperatorKit.Outcome;
import dev.freshet.testkit.operator.OperatorKit.Plan;
import dev.freshet.testkit.operator.OperatorKit.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A process against {@link NaiveScope}, over random times to live, disorder, lateness, batches, interleavings, numbers of tasks,
 * snapshots and restores: the rows of each key are the same, and in the same order, and each row and timer that it throws for is one dead letter. Longer with {@code -Dfreshet.fuzz.cases=N};
 * again with {@code -Dfreshet.fuzz.seed=N}.
 */
final class ProcessFuzz {
    private static final long[] BASES = {
        0, 1_700_000_000_000L, -5_000, Long.MIN_VALUE + 20_000_000, Long.MAX_VALUE - 20_000_000
    };
    private static final List<List<String>> KEYS = List.of(List.of(), List.of("src"), List.of("src", "port"));

    private int timers;
    private int failures;

    @Test
    void rowsAreThoseOfAllEventsInOrder() {
        long seed = Long.getLong("freshet.fuzz.seed", 20261130L);
        int cases = Integer.getInteger("freshet.fuzz.cases", 120);
        for (int i = 0; i < cases; i++) {
            check(seed + i);
        }
        assertThat(timers).as("timers").isGreaterThan(3 * cases);
        assertThat(failures).as("failures").isGreaterThan(3 * cases);
    }

    private void check(long seed) {
        Random random = new Random(seed);
        FlowCase flows = new FlowCase(
                random, BASES[random.nextInt(BASES.length)], new int[] {20, 300, 100_000}[random.nextInt(3)]);
        List<String> keys = KEYS.get(random.nextInt(KEYS.size()));
        ProcessSpec spec = new ProcessSpec(
                keys.stream()
                        .map(name -> new NamedExpr(name, FlowCase.column(name)))
                        .toList(),
                "restless",
                1 + random.nextInt(random.nextBoolean() ? 30 : 1000),
                FlowCase.SCHEMA);
        List<Event> late = new ArrayList<>();
        AtomicInteger thrown = new AtomicInteger();
        Map<List<@Nullable Object>, List<List<@Nullable Object>>> expected = new HashMap<>();
        SessionFuzz.inTime(flows, keys, late).forEach((key, events) -> {
            NaiveScope scope = new NaiveScope(new RestlessProcess(), spec.ttlMs());
            scope.run(events);
            thrown.addAndGet(scope.thrown);
            if (!scope.sent.isEmpty()) {
                expected.put(key, scope.sent);
            }
        });
        expected.values().forEach(rows -> rows.forEach(row -> timers += "timer".equals(row.get(1)) ? 1 : 0));
        failures += thrown.get();
        List<Stage> stages = List.of(Stage.spread(spec.partial()), Stage.keyed(spec.complete(), spec.keyColumns()));
        for (Plan plan : List.of(
                Plan.PLAIN,
                new Plan(seed, 1, 1, 0),
                new Plan(seed, 7, 5, 0),
                new Plan(seed, Integer.MAX_VALUE, 3, 0.2),
                new Plan(seed + 1, 12, 8, 0.05))) {
            String context = "seed " + seed + ", " + spec.complete().describe() + ", " + plan;
            Outcome outcome = OperatorKit.run(stages, flows.arrival(random), plan);
            Map<List<@Nullable Object>, List<List<@Nullable Object>>> rows = new HashMap<>();
            for (List<@Nullable Object> row : outcome.output().values()) {
                List<@Nullable Object> rest = new ArrayList<>(row);
                List<@Nullable Object> key = rest.subList(1, 1 + keys.size());
                List<List<@Nullable Object>> ofKey =
                        rows.computeIfAbsent(new ArrayList<>(key), unused -> new ArrayList<>());
                key.clear();
                ofKey.add(rest);
            }
            assertThat(rows).as(context).isEqualTo(expected);
            Map<Reason, Long> dead = outcome.output().dead().stream()
                    .collect(Collectors.groupingBy(Dead::reason, Collectors.counting()));
            assertThat(dead.getOrDefault(Reason.LATE, 0L)).as(context).isEqualTo(late.size());
            assertThat(dead.getOrDefault(Reason.USER_CODE, 0L)).as(context).isEqualTo(thrown.get());
            assertThat(outcome.output().dead()).as(context).hasSize(late.size() + thrown.get());
            assertThat(outcome.greatestDelayMs()).as(context).isLessThan(100);
        }
    }
}
