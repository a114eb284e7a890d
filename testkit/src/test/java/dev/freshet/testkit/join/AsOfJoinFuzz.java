package dev.freshet.testkit.join;

import dev.freshet.core.join.AsOfDirection;
import dev.freshet.core.join.AsOfJoinSpec;
import dev.freshet.core.join.JoinKind;
import dev.freshet.core.join.JoinLimits;
import java.sql.SQLException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * As-of joins against DuckDB: its ASOF JOIN where that has the direction and no tolerance, and all pairs ranked by distance.
 * Longer with {@code -Dfreshet.fuzz.cases=N}; again with {@code -Dfreshet.fuzz.seed=N}.
 */
final class AsOfJoinFuzz {
    private static final String COLUMNS =
            "l.id, r.id, r.note, l.note, r.ok, r.x, r.t, r.id, r.k, greatest(l.t, r.t) AS event_time";

    @Test
    void joinsGiveWhatADatabaseGives() throws SQLException {
        JoinTrial.run(AsOfJoinFuzz::check);
    }

    private static void check(long seed, DuckTables tables) throws SQLException {
        Random random = new Random(seed);
        AsOfDirection direction = AsOfDirection.values()[random.nextInt(3)];
        long tolerance = random.nextInt(3) == 0 ? AsOfJoinSpec.UNLIMITED : random.nextInt(40);
        AsOfJoinSpec spec = new AsOfJoinSpec(
                JoinCase.INPUTS,
                random.nextBoolean() ? JoinKind.INNER : JoinKind.LEFT,
                direction,
                tolerance,
                random.nextInt(3) > 0,
                JoinCase.COLUMNS,
                JoinLimits.DEFAULT);
        boolean plain = tolerance == AsOfJoinSpec.UNLIMITED && direction != AsOfDirection.NEAREST;
        JoinCase events = new JoinCase(random);
        String sql = plain && random.nextBoolean() ? asOf(spec) : ranked(spec);
        JoinTrial.check(seed, random, events, spec, time -> time + 1, tables, sql);
    }

    private static String asOf(AsOfJoinSpec spec) {
        boolean backward = spec.direction() == AsOfDirection.BACKWARD;
        String order = (backward ? ">" : "<") + (spec.allowExactMatches() ? "=" : "");
        return "SELECT " + COLUMNS + " FROM l ASOF " + (spec.kind() == JoinKind.LEFT ? "LEFT" : "") + " JOIN"
                + " (SELECT * FROM r QUALIFY row_number() OVER (PARTITION BY k, n, t ORDER BY id"
                + (backward ? " DESC" : "") + ") = 1) r ON l.k = r.k AND l.n = r.n AND l.t " + order + " r.t";
    }

    private static String ranked(AsOfJoinSpec spec) {
        String side = switch (spec.direction()) {
            case BACKWARD -> " AND r.t <= l.t";
            case FORWARD -> " AND r.t >= l.t";
            case NEAREST -> "";
        };
        String backwardTie = spec.direction() == AsOfDirection.FORWARD ? "false" : "r.t <= l.t";
        return "SELECT " + COLUMNS + " FROM l " + spec.kind() + " JOIN r ON l.k = r.k AND l.n = r.n" + side
                + (spec.allowExactMatches() ? "" : " AND r.t <> l.t")
                + (spec.toleranceMs() == AsOfJoinSpec.UNLIMITED ? "" : " AND abs(r.t - l.t) <= " + spec.toleranceMs())
                + " QUALIFY row_number() OVER (PARTITION BY l.id ORDER BY abs(r.t - l.t), r.t > l.t,"
                + " CASE WHEN " + backwardTie + " THEN -r.id ELSE r.id END) = 1";
    }
}
