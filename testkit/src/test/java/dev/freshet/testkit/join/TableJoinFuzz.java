package dev.freshet.testkit.join;

import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.Function;
import dev.freshet.core.join.JoinKind;
import dev.freshet.core.join.JoinLimits;
import dev.freshet.core.join.TableJoinSpec;
import dev.freshet.core.join.TableJoinSpec.Deletion;
import dev.freshet.core.join.TableKind;
import dev.freshet.testkit.operator.OperatorKit.Stage;
import java.sql.SQLException;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Joins with versioned and with broadcast tables against DuckDB: its ASOF JOIN with the last change before each row, which is
 * left away where it is a deletion. Longer with {@code -Dfreshet.fuzz.cases=N}; again with {@code -Dfreshet.fuzz.seed=N}.
 */
final class TableJoinFuzz {
    private static final String COLUMNS =
            "l.id, r.id, r.note, l.note, r.ok, r.x, r.t, r.id, r.k, greatest(l.t, r.t) AS event_time";

    @Test
    void joinsGiveWhatADatabaseGives() throws SQLException {
        JoinTrial.run(TableJoinFuzz::check);
    }

    private static void check(long seed, DuckTables tables) throws SQLException {
        Random random = new Random(seed);
        TableKind table = TableKind.values()[random.nextInt(2)];
        TableJoinSpec spec = new TableJoinSpec(
                JoinCase.INPUTS,
                random.nextBoolean() ? JoinKind.INNER : JoinKind.LEFT,
                table,
                deletion(random),
                JoinCase.COLUMNS,
                JoinLimits.DEFAULT);
        JoinCase events = new JoinCase(random);
        Stage stage =
                table == TableKind.BROADCAST ? Stage.broadcast(spec) : Stage.joined(spec, JoinCase.KEYS, JoinCase.KEYS);
        JoinTrial.check(seed, random, events, stage, time -> time + 1, tables, sql(spec));
    }

    private static @Nullable Deletion deletion(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> null;
            case 1 -> new Deletion(Expr.column(JoinCase.SCHEMA, "ok"), "ok");
            default -> new Deletion(Expr.call(Function.IS_NULL, Expr.column(JoinCase.SCHEMA, "note")), "note IS NULL");
        };
    }

    private static String sql(TableJoinSpec spec) {
        Deletion deletion = spec.deletion();
        return "SELECT " + COLUMNS + " FROM l ASOF LEFT JOIN"
                + " (SELECT * FROM r QUALIFY row_number() OVER (PARTITION BY k, n, t ORDER BY id DESC) = 1) v"
                + " ON l.k = v.k AND l.n = v.n AND l.t >= v.t "
                + spec.kind() + " JOIN r ON v.id = r.id"
                + (deletion == null ? "" : " AND NOT coalesce(v." + deletion.text() + ", FALSE)");
    }
}
