package dev.freshet.testkit.join;

import dev.freshet.core.join.JoinCondition;
import dev.freshet.core.join.JoinCondition.Interval;
import dev.freshet.core.join.JoinCondition.SameWindow;
import dev.freshet.core.join.JoinKind;
import dev.freshet.core.join.JoinLimits;
import dev.freshet.core.join.StreamJoinSpec;
import java.sql.SQLException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Interval and window joins of all kinds against DuckDB, over random conditions, disorder, lateness, batches, interleavings,
 * numbers of tasks, snapshots and restores. Longer with {@code -Dfreshet.fuzz.cases=N}; again with {@code
 * -Dfreshet.fuzz.seed=N}.
 */
final class StreamJoinFuzz {
    private static final String COLUMNS = "l.id, r.id, r.note, l.note, r.ok, r.x, r.t, r.id, r.k, greatest(l.t, r.t)";

    @Test
    void joinsGiveWhatADatabaseGives() throws SQLException {
        JoinTrial.run(StreamJoinFuzz::check);
    }

    private static void check(long seed, DuckTables tables) throws SQLException {
        Random random = new Random(seed);
        JoinKind kind = JoinKind.values()[random.nextInt(JoinKind.values().length)];
        JoinCondition condition = condition(random);
        JoinCase events = new JoinCase(random);
        boolean half = kind == JoinKind.SEMI || kind == JoinKind.ANTI;
        StreamJoinSpec spec = new StreamJoinSpec(
                JoinCase.INPUTS, kind, condition, half ? JoinCase.LEFT_COLUMNS : JoinCase.COLUMNS, JoinLimits.DEFAULT);
        JoinTrial.check(seed, random, events, spec, condition::lateAt, tables, sql(kind, condition));
    }

    private static JoinCondition condition(Random random) {
        if (random.nextInt(3) == 0) {
            return new SameWindow(1 + random.nextInt(60));
        }
        long lower = random.nextInt(80) - 50;
        return new Interval(lower, lower + (random.nextInt(8) == 0 ? 0 : random.nextInt(80)));
    }

    private static String sql(JoinKind kind, JoinCondition condition) {
        String on = "l.k = r.k AND l.n = r.n AND " + time(condition, "r");
        return switch (kind) {
            case INNER, LEFT, RIGHT, FULL -> "SELECT " + COLUMNS + " FROM l " + kind + " JOIN r ON " + on;
            case SEMI, ANTI ->
                "SELECT l.id, l.k, l.note, l.x, l.t FROM l WHERE " + (kind == JoinKind.ANTI ? "NOT " : "")
                        + "EXISTS (SELECT 1 FROM r WHERE " + on + ")";
        };
    }

    /** That the times of {@code l} and of another table match. */
    static String time(JoinCondition condition, String other) {
        if (condition instanceof Interval interval) {
            return other + ".t BETWEEN l.t + " + interval.lowerMs() + " AND l.t + " + interval.upperMs();
        }
        return window("l.t", condition) + " = " + window(other + ".t", condition);
    }

    private static String window(String time, JoinCondition condition) {
        long size = ((SameWindow) condition).sizeMs();
        return "(" + time + " - ((" + time + " % " + size + ") + " + size + ") % " + size + ")";
    }
}
