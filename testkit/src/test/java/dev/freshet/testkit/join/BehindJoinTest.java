package dev.freshet.testkit.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.aggregate.AggregateCall;
import dev.freshet.core.aggregate.AggregateKind;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.join.AsOfDirection;
import dev.freshet.core.join.AsOfJoinSpec;
import dev.freshet.core.join.JoinCondition.Interval;
import dev.freshet.core.join.JoinCondition.SameWindow;
import dev.freshet.core.join.JoinKind;
import dev.freshet.core.join.JoinLimits;
import dev.freshet.core.join.StreamJoinSpec;
import dev.freshet.core.operator.ChainSpec;
import dev.freshet.core.operator.OperatorSpec;
import dev.freshet.core.schema.Type;
import dev.freshet.core.window.WindowAggregateSpec;
import dev.freshet.core.window.WindowSpec;
import dev.freshet.testkit.RandomSource;
import dev.freshet.testkit.Seed;
import dev.freshet.testkit.operator.OperatorKit;
import dev.freshet.testkit.operator.OperatorKit.Outcome;
import dev.freshet.testkit.operator.OperatorKit.Plan;
import dev.freshet.testkit.operator.OperatorKit.Stage;
import dev.freshet.testkit.operator.OperatorKit.Step;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Windows behind joins count every row that the join gives: none is late there, in a task of its own or chained. */
@ExtendWith(Seed.class)
final class BehindJoinTest {
    private static final List<OperatorSpec> JOINS = List.of(
            new StreamJoinSpec(
                    JoinCase.INPUTS, JoinKind.FULL, new Interval(-50, 80), JoinCase.COLUMNS, JoinLimits.DEFAULT),
            new StreamJoinSpec(
                    JoinCase.INPUTS, JoinKind.INNER, new SameWindow(50), JoinCase.COLUMNS, JoinLimits.DEFAULT),
            new AsOfJoinSpec(
                    JoinCase.INPUTS,
                    JoinKind.LEFT,
                    AsOfDirection.NEAREST,
                    40,
                    false,
                    JoinCase.COLUMNS,
                    JoinLimits.DEFAULT));

    @Test
    void noRowIsLate(RandomSource source) {
        for (int i = 0; i < 10; i++) {
            Random random = new Random(source.anyLong());
            JoinCase events = new JoinCase(random);
            List<Step> steps = events.arrival(random);
            for (OperatorSpec join : JOINS) {
                check(join, steps, random.nextLong());
            }
        }
    }

    private static void check(OperatorSpec join, List<Step> steps, long seed) {
        Plan plan = new Plan(seed, 20, 3, 0.1);
        Outcome joined = OperatorKit.run(List.of(Stage.joined(join, JoinCase.KEYS, JoinCase.KEYS)), steps, plan);
        WindowAggregateSpec counts = new WindowAggregateSpec(
                List.of(new NamedExpr("note", new Expr.Column(3, "note", Type.VARCHAR, true))),
                WindowSpec.tumbling(10),
                List.of(new AggregateCall(AggregateKind.COUNT, List.of(), List.of(), "n")),
                join.outputSchema());
        Stage complete = Stage.keyed(counts.complete(), counts.keyColumns());
        List<Stage> apart =
                List.of(Stage.joined(join, JoinCase.KEYS, JoinCase.KEYS), Stage.spread(counts.partial()), complete);
        List<Stage> chained = List.of(
                Stage.joined(ChainSpec.of(join, counts.partial(), counts.complete()), JoinCase.KEYS, JoinCase.KEYS));
        assertCounted(joined, OperatorKit.run(apart, steps, plan));
        // A chained window counts in the join's tasks, each for itself, so its rows are others after a restore with
        // other tasks.
        assertCounted(joined, OperatorKit.run(chained, steps, new Plan(seed, 20, 3, 0)));
        assertCounted(joined, OperatorKit.run(chained, steps, new Plan(seed, 20, 1, 0.1)));
    }

    private static void assertCounted(Outcome joined, Outcome counted) {
        assertThat(counted.output().rows().stream()
                        .mapToLong(row -> (Long) row.get("n"))
                        .sum())
                .isEqualTo(joined.output().values().size());
        assertThat(counted.output().dead()).hasSameSizeAs(joined.output().dead());
    }
}
