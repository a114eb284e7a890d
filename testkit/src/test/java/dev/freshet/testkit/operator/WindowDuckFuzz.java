package dev.freshet.testkit.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.aggregate.AggregateCall;
import dev.freshet.core.aggregate.AggregateKind;
import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.window.WindowAggregateSpec;
import dev.freshet.core.window.WindowSpec;
import dev.freshet.testkit.operator.OperatorKit.Outcome;
import dev.freshet.testkit.operator.OperatorKit.Plan;
import dev.freshet.testkit.operator.OperatorKit.Stage;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What windows of every shape give for events on time, after the last watermark, against DuckDB's answer over all of them.
 * Longer with {@code -Dfreshet.fuzz.cases=N}; again with {@code -Dfreshet.fuzz.seed=N}.
 */
final class WindowDuckFuzz {
    private static final long[] BASES = {0, 1_700_000_000_000L, -5_000, -1_700_000_000_000L};
    private static final List<AggregateCall> CALLS = List.of(
            new AggregateCall(AggregateKind.COUNT, List.of(), List.of(), "n"),
            call(AggregateKind.COUNT, "bytes"),
            call(AggregateKind.SUM, "bytes"),
            call(AggregateKind.MIN, "bytes"),
            call(AggregateKind.MAX, "bytes"),
            call(AggregateKind.COUNT_DISTINCT, "port"));
    private static final String VALUES =
            "count(*), count(bytes), CAST(sum(bytes) AS BIGINT), min(bytes), max(bytes), count(DISTINCT port)";

    @Test
    void sessionsAreDuckDbs() throws SQLException {
        check(WindowSpec.Shape.SESSION);
    }

    @Test
    void cumulativeWindowsAreDuckDbs() throws SQLException {
        check(WindowSpec.Shape.CUMULATIVE);
    }

    @Test
    void hoppingWindowsAreDuckDbs() throws SQLException {
        check(WindowSpec.Shape.HOPPING);
    }

    @Test
    void windowsOfRowsAreDuckDbs() throws SQLException {
        check(WindowSpec.Shape.ROWS);
    }

    private static void check(WindowSpec.Shape shape) throws SQLException {
        long seed = Long.getLong("freshet.fuzz.seed", 20261125L);
        int cases = Integer.getInteger("freshet.fuzz.cases", 200);
        try (DuckRows duck = new DuckRows()) {
            for (int i = 0; i < cases; i++) {
                check(shape, seed + i, duck);
            }
        }
    }

    private static void check(WindowSpec.Shape shape, long seed, DuckRows duck) throws SQLException {
        Random random = new Random(seed);
        FlowCase flows = new FlowCase(
                random, BASES[random.nextInt(BASES.length)], new int[] {20, 300, 3_000}[random.nextInt(3)], true);
        WindowSpec window = window(shape, random);
        List<String> keys = List.of("src", "port").subList(0, random.nextInt(3));
        WindowAggregateSpec spec = new WindowAggregateSpec(
                keys.stream()
                        .map(name -> new NamedExpr(name, FlowCase.column(name)))
                        .toList(),
                window,
                CALLS,
                FlowCase.SCHEMA);
        Plan plan = new Plan(seed, 1 + random.nextInt(60), 1 + random.nextInt(6), random.nextInt(3) * 0.1);
        Outcome outcome = OperatorKit.run(
                List.of(Stage.spread(spec.partial()), Stage.keyed(spec.complete(), spec.keyColumns())),
                flows.arrival(random),
                plan);
        String context = "seed " + seed + ", " + window + ", keys " + keys + ", " + plan;
        Map<List<@Nullable Object>, Long> rows = new HashMap<>();
        for (List<@Nullable Object> row : outcome.output().values()) {
            rows.merge(new ArrayList<>(row.subList(0, row.size() - 1)), 1L, Long::sum);
        }
        duck.load(flows);
        assertThat(rows).as(context).isEqualTo(duck.query(sql(window, keys)));
        assertThat(outcome.output().dead()).as(context).isEmpty();
    }

    private static WindowSpec window(WindowSpec.Shape shape, Random random) {
        long step = 1 + random.nextInt(40);
        long size = step * (1 + random.nextInt(random.nextBoolean() ? 4 : 30));
        return switch (shape) {
            case HOPPING -> WindowSpec.hopping(size, step);
            case CUMULATIVE -> WindowSpec.cumulative(size, step);
            case SESSION -> WindowSpec.session(step);
            case ROWS -> WindowSpec.rows(step);
            case GLOBAL -> throw new IllegalArgumentException("there is GlobalFuzz for " + shape);
        };
    }

    private static String sql(WindowSpec window, List<String> keys) {
        String order =
                "OVER (" + (keys.isEmpty() ? "" : "PARTITION BY " + String.join(", ", keys)) + " ORDER BY time, rid)";
        String by = keys.isEmpty() ? "" : ", " + String.join(", ", keys);
        long size = window.sizeMs();
        long slide = window.slideMs();
        String pane = floor(slide);
        return switch (window.shape()) {
            case HOPPING ->
                "SELECT w - " + size + ", w" + by + ", " + VALUES + ", 'final' FROM (SELECT *, unnest(range(" + pane
                        + " + " + slide + ", " + pane + " + " + size + " + 1, " + slide
                        + ")) AS w FROM flows) GROUP BY w" + by;
            case CUMULATIVE ->
                "SELECT cycle, w" + by + ", " + VALUES + ", 'final' FROM (SELECT *, " + floor(size)
                        + " AS cycle, unnest(range("
                        + pane + " + " + slide + ", " + floor(size) + " + " + size + " + 1, " + slide
                        + ")) AS w FROM flows) GROUP BY cycle, w" + by;
            case ROWS ->
                "SELECT min(time), max(time) + 1" + by + ", " + VALUES + ", CASE WHEN count(*) = " + size
                        + " THEN 'final' ELSE 'early' END FROM (SELECT *, (row_number() " + order + " - 1) // " + size
                        + " AS w FROM flows) GROUP BY w" + by;
            case GLOBAL -> throw new IllegalArgumentException("there is GlobalFuzz for " + window);
            case SESSION ->
                "WITH gaps AS (SELECT *, time - lag(time) " + order + " AS gap FROM flows), cut AS (SELECT *,"
                        + " sum(CASE WHEN gap < " + size + " THEN 0 ELSE 1 END) " + order + " AS session FROM gaps)"
                        + " SELECT min(time), max(time) + " + size + by + ", " + VALUES
                        + ", 'final' FROM cut GROUP BY session"
                        + by;
        };
    }

    /** The multiple of a length that a time lies behind, also before 1970. */
    private static String floor(long length) {
        return "(time - ((time % " + length + ") + " + length + ") % " + length + ")";
    }

    private static AggregateCall call(AggregateKind kind, String column) {
        return new AggregateCall(kind, List.of(FlowCase.column(column)), List.of(), kind.name() + "_" + column);
    }
}
