package dev.freshet.testkit.join;

import dev.freshet.core.join.JoinCondition;
import dev.freshet.core.join.JoinCondition.Interval;
import dev.freshet.core.join.JoinCondition.SameWindow;
import dev.freshet.core.join.JoinKind;
import dev.freshet.core.join.JoinLimits;
import dev.freshet.core.join.MultiJoinSpec;
import dev.freshet.core.join.MultiJoinSpec.Column;
import dev.freshet.core.join.MultiJoinSpec.Input;
import dev.freshet.core.join.MultiJoinSpec.With;
import dev.freshet.testkit.operator.OperatorKit.Stage;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Joins of two to four streams against DuckDB's joins of two, one behind the other. Longer with {@code -Dfreshet.fuzz.cases=N};
 * again with {@code -Dfreshet.fuzz.seed=N}.
 */
final class MultiJoinFuzz {
    private static final int[] MOST_EVENTS = {50, 30, 12};

    @Test
    void joinsGiveWhatADatabaseGives() throws SQLException {
        JoinTrial.run(MultiJoinFuzz::check);
    }

    private static void check(long seed, DuckTables tables) throws SQLException {
        Random random = new Random(seed);
        int count = 2 + random.nextInt(3);
        MultiJoinSpec spec = spec(random, count);
        JoinCase events = new JoinCase(random, count, MOST_EVENTS[count - 2]);
        Stage stage = new Stage(spec, Collections.nCopies(count, JoinCase.KEYS), false, false);
        JoinCondition condition = with(spec, 1).condition();
        JoinTrial.check(seed, random, events, stage, condition::lateAt, tables, sql(spec));
    }

    private static MultiJoinSpec spec(Random random, int count) {
        boolean window = random.nextInt(3) == 0;
        JoinCondition same = new SameWindow(1 + random.nextInt(60));
        List<Input> inputs = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long lower = random.nextInt(80) - 50;
            Interval interval = new Interval(lower, lower + (random.nextInt(8) == 0 ? 0 : random.nextInt(80)));
            JoinKind kind = random.nextBoolean() ? JoinKind.INNER : JoinKind.LEFT;
            With with = new With(kind, window ? same : interval);
            inputs.add(new Input(JoinCase.SCHEMA, JoinCase.KEYS, i == 0 ? null : with));
            columns.add(new Column(i, "id", "id" + i));
            columns.add(new Column(i, "note", "note" + i));
        }
        columns.add(new Column(random.nextInt(count), "id", "again"));
        return new MultiJoinSpec(inputs, columns, JoinLimits.DEFAULT);
    }

    private static String sql(MultiJoinSpec spec) {
        List<String> columns = new ArrayList<>();
        List<String> times = new ArrayList<>();
        StringBuilder from = new StringBuilder(" FROM l");
        for (Column column : spec.columns()) {
            columns.add(DuckTables.NAMES.get(column.input()) + "." + column.column());
        }
        for (int i = 0; i < spec.inputs().size(); i++) {
            String table = DuckTables.NAMES.get(i);
            times.add(table + ".t");
            if (i > 0) {
                With with = with(spec, i);
                from.append(" " + with.kind() + " JOIN " + table + " ON l.k = " + table + ".k AND l.n = " + table
                        + ".n AND " + StreamJoinFuzz.time(with.condition(), table));
            }
        }
        return "SELECT " + String.join(", ", columns) + ", greatest(" + String.join(", ", times) + ") AS event_time"
                + from;
    }

    private static With with(MultiJoinSpec spec, int input) {
        return Objects.requireNonNull(spec.inputs().get(input).with());
    }
}
