package dev.freshet.spouts.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.Function;
import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.operator.Counters;
import dev.freshet.core.operator.FilterSpec;
import dev.freshet.core.operator.OperatorSpec;
import dev.freshet.core.operator.ProjectSpec;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.storm.EdgeSpec;
import dev.freshet.testkit.RandomSource;
import dev.freshet.testkit.operator.KitContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/**
 * Branches of random filters, some behind a projection and some that fail for a row: each row that none of them takes, and
 * that none fails for, is filtered once, as a naive recount says.
 */
class BranchesFuzz {
    private static final Schema ROWS = Schema.of(Field.required("n", Type.BIGINT));
    private static final Expr N = Expr.column(ROWS, "n");

    /** What becomes of a number in a branch. */
    private enum Fate {
        TAKEN,
        DROPPED,
        FAILED
    }

    /** A step of a branch, as an operator and as plain Java. */
    private record Step(OperatorSpec operator, LongFunction<Fate> fate) {}

    private long sent;
    private long dead;

    @Test
    void countsARowOnce() {
        RandomSource random = RandomSource.create();
        long allFiltered = 0;
        for (int round = 0; round < 300; round++) {
            List<List<Step>> ways = new ArrayList<>();
            for (int way = random.nextInt(1, 4); way > 0; way--) {
                ways.add(steps(random));
            }
            allFiltered += check(ways, random, "seed " + random.seed() + ", round " + round);
        }
        assertThat(allFiltered).isGreaterThan(1000);
    }

    private long check(List<List<Step>> ways, RandomSource random, String what) {
        List<Branch> branches = new ArrayList<>();
        for (List<Step> way : ways) {
            List<OperatorSpec> chain = way.stream().map(Step::operator).toList();
            branches.add(new Branch(chain, EdgeSpec.spread("way" + branches.size())));
        }
        Counters counters = new Counters();
        sent = 0;
        dead = 0;
        Branches under = new Branches(branches, new KitContext("in", 0, 1, counters), exit());
        Map<Fate, Long> fates = new HashMap<>();
        long filtered = 0;
        for (int n = 0; n < 3; n++) {
            Batch batch = batch(random);
            under.process(batch);
            for (int i = 0; i < batch.size(); i++) {
                long number = batch.longs(0).get(batch.row(i));
                List<Fate> each = ways.stream().map(way -> fate(way, number)).toList();
                each.forEach(fate -> fates.merge(fate, 1L, Long::sum));
                filtered += each.stream().allMatch(Fate.DROPPED::equals) ? 1 : 0;
            }
        }
        assertThat(counters.read().get(Counters.FILTERED)).as(what).isEqualTo(filtered);
        assertThat(counters.read().getOrDefault(Counters.NOT_TAKEN, 0L))
                .as(what)
                .isEqualTo(fates.getOrDefault(Fate.DROPPED, 0L));
        assertThat(sent).as(what).isEqualTo(fates.getOrDefault(Fate.TAKEN, 0L));
        assertThat(dead).as(what).isEqualTo(fates.getOrDefault(Fate.FAILED, 0L));
        return filtered;
    }

    private static List<Step> steps(RandomSource random) {
        List<Step> steps = new ArrayList<>();
        for (int i = random.chance(0.1) ? 0 : random.nextInt(1, 4); i > 0; i--) {
            long bound = random.nextLong(0, 12);
            if (random.chance(0.3)) {
                // The same numbers in other columns of the same rows.
                steps.add(new Step(new ProjectSpec(List.of(new NamedExpr("n", N))), number -> Fate.TAKEN));
            } else if (random.chance(0.3)) {
                Expr quotient = Expr.call(
                        Function.DIVIDE, Expr.Literal.of(100), Expr.call(Function.SUBTRACT, N, Expr.Literal.of(bound)));
                steps.add(new Step(
                        filter(Expr.call(Function.GT, quotient, Expr.Literal.of(0))),
                        number -> number == bound ? Fate.FAILED : number > bound ? Fate.TAKEN : Fate.DROPPED));
            } else {
                steps.add(new Step(
                        filter(Expr.call(Function.GE, N, Expr.Literal.of(bound))),
                        number -> number >= bound ? Fate.TAKEN : Fate.DROPPED));
            }
        }
        return steps;
    }

    private static FilterSpec filter(Expr predicate) {
        return new FilterSpec(predicate, ROWS);
    }

    private static Fate fate(List<Step> way, long number) {
        for (Step step : way) {
            Fate fate = step.fate().apply(number);
            if (fate != Fate.TAKEN) {
                return fate;
            }
        }
        return Fate.TAKEN;
    }

    /** Up to 100 numbers, of which sometimes only some are selected. */
    private static Batch batch(RandomSource random) {
        BatchBuilder builder = new BatchBuilder(ROWS);
        int[] some = new int[100];
        int selected = 0;
        for (int row = random.nextInt(0, 100); row > 0; row--) {
            if (random.chance(0.5)) {
                some[selected++] = builder.rows();
            }
            builder.putLong(0, random.nextLong(0, 12));
            builder.endRow(0);
        }
        Batch all = builder.build(Origin.DERIVED);
        return random.nextBoolean() ? all : all.select(some, selected);
    }

    private Branches.Exit exit() {
        return new Branches.Exit() {
            @Override
            public void send(String stream, Batch batch) {
                sent += batch.size();
            }

            @Override
            public void dead(Batch batch, int row, long rows, Reason reason, String detail) {
                dead++;
            }
        };
    }
}
