package dev.freshet.testkit.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.dead.Reason;
import dev.freshet.core.operator.OperatorSpec;
import dev.freshet.testkit.operator.CheckedBytes;
import dev.freshet.testkit.operator.OperatorKit;
import dev.freshet.testkit.operator.OperatorKit.Outcome;
import dev.freshet.testkit.operator.OperatorKit.Plan;
import dev.freshet.testkit.operator.OperatorKit.Stage;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;
import java.util.function.LongUnaryOperator;

/** Runs a join over events in several ways, and compares each with what a query gives over those that were in time. */
final class JoinTrial {
    private static final long SEED = Long.getLong("freshet.fuzz.seed", 20261124L);
    private static final int CASES = Integer.getInteger("freshet.fuzz.cases", 150);

    /** One case. */
    interface Case {
        void check(long seed, DuckTables tables) throws SQLException;
    }

    private JoinTrial() {}

    /** Checks as many cases as {@code freshet.fuzz.cases} says; tells the seed of one that fails. */
    static void run(Case any) throws SQLException {
        try (DuckTables tables = new DuckTables()) {
            for (int i = 0; i < CASES; i++) {
                check(any, SEED + i, tables);
            }
        }
    }

    private static void check(Case any, long seed, DuckTables tables) {
        try {
            any.check(seed, tables);
        } catch (SQLException | RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed + " (run again with -Dfreshet.fuzz.seed=" + seed + ")", e);
        }
    }

    /**
     * @param lateAt the first watermark at which a row of a time is late
     * @param sql the rows, and behind their columns their event time
     */
    static void check(
            long seed,
            Random random,
            JoinCase events,
            OperatorSpec spec,
            LongUnaryOperator lateAt,
            DuckTables tables,
            String sql)
            throws SQLException {
        Stage stage = Stage.joined(spec, JoinCase.KEYS, JoinCase.KEYS);
        check(seed, random, events, stage, lateAt, tables, sql);
    }

    /** The same, in a stage of another form. */
    static void check(
            long seed,
            Random random,
            JoinCase events,
            Stage stage,
            LongUnaryOperator lateAt,
            DuckTables tables,
            String sql)
            throws SQLException {
        OperatorSpec spec = stage.spec();
        int inTime = 0;
        for (int side = 0; side < events.sides(); side++) {
            List<JoinCase.Event> taken = events.inTime(side, lateAt);
            tables.load(DuckTables.NAMES.get(side), taken);
            inTime += taken.size();
        }
        List<String> expected = tables.query(sql);
        for (Plan plan : plans(seed)) {
            String context = "seed " + seed + ", " + spec.describe() + ", " + plan;
            Outcome outcome =
                    OperatorKit.run(List.of(stage), events.arrival(random), plan, CheckedBytes.perhaps(random));
            assertThat(outcome.output().timedRows()).as(context).isEqualTo(expected);
            assertThat(outcome.output().dead()).as(context).allMatch(dead -> dead.reason() == Reason.LATE);
            assertThat(outcome.output().dead()).as(context).hasSize(events.count() - inTime);
            assertThat(outcome.greatestDelayMs())
                    .as(context + ": behind the watermark")
                    .isLessThanOrEqualTo(spec.create().outputDelayMs());
        }
    }

    private static List<Plan> plans(long seed) {
        return List.of(
                Plan.PLAIN,
                new Plan(seed, 1, 1, 0),
                new Plan(seed + 1, 7, 5, 0.1),
                new Plan(seed + 2, Integer.MAX_VALUE, 3, 1));
    }
}
