package dev.freshet.testkit.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.aggregate.AggregateCall;
import dev.freshet.core.aggregate.AggregateKind;
import dev.freshet.core.order.AnalyticCall;
import dev.freshet.core.order.AnalyzeSpec;
import dev.freshet.testkit.operator.OperatorKit.Outcome;
import dev.freshet.testkit.operator.OperatorKit.Plan;
import dev.freshet.testkit.operator.OperatorKit.Stage;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Columns that look at other rows against DuckDB's window functions, over random keys, gaps, disorder, batches, tasks and
 * restores. Longer with {@code -Dfreshet.fuzz.cases=N}; again with {@code -Dfreshet.fuzz.seed=N}.
 */
final class AnalyzeDuckFuzz {
    private static final long[] BASES = {0, 1_700_000_000_000L, -5_000, -1_700_000_000_000L};
    private static final String OVERS = "count(bytes), CAST(sum(bytes) AS BIGINT), min(bytes), max(bytes)";

    @Test
    void rowsGetWhatWindowFunctionsGive() throws SQLException {
        long seed = Long.getLong("freshet.fuzz.seed", 20261129L);
        int cases = Integer.getInteger("freshet.fuzz.cases", 40);
        try (DuckRows duck = new DuckRows()) {
            for (int i = 0; i < cases; i++) {
                check(seed + i, duck);
            }
        }
    }

    private static void check(long seed, DuckRows duck) throws SQLException {
        Random random = new Random(seed);
        FlowCase flows = new FlowCase(
                random, BASES[random.nextInt(BASES.length)], new int[] {20, 300, 3_000}[random.nextInt(3)], true);
        List<String> keys = List.of("src", "port").subList(0, random.nextInt(3));
        long withinMs = random.nextInt(3) == 0 ? 0 : 1 + random.nextInt(random.nextBoolean() ? 10 : 400);
        List<AnalyticCall> calls = new ArrayList<>();
        List<String> columns = new ArrayList<>(List.of("src", "port", "bytes", "ratio"));
        for (int count = 1 + random.nextInt(3); count > 0; count--) {
            add(random, keys, calls, columns);
        }
        AnalyzeSpec spec = new AnalyzeSpec(FlowCase.SCHEMA, keys, withinMs, calls);
        duck.load(flows);
        List<String> expected = new ArrayList<>();
        for (Map.Entry<?, Long> row : duck.query(sql(columns, keys, withinMs)).entrySet()) {
            for (long left = row.getValue(); left > 0; left--) {
                expected.add(row.getKey().toString());
            }
        }
        expected.sort(null);
        for (Plan plan :
                List.of(Plan.PLAIN, new Plan(seed, 1, 1, 0), new Plan(seed, 7, 5, 0.1), new Plan(seed, 1_000, 3, 1))) {
            Outcome outcome = OperatorKit.run(
                    List.of(Stage.keyed(spec, keys)), flows.arrival(random), plan, CheckedBytes.perhaps(random));
            String context = "seed " + seed + " (run again with -Dfreshet.fuzz.seed=" + seed + "), within " + withinMs
                    + " ms, " + spec.describe() + ", " + plan;
            assertThat(outcome.output().timedRows()).as(context).isEqualTo(expected);
            assertThat(outcome.output().dead()).as(context).isEmpty();
            assertThat(outcome.greatestDelayMs())
                    .as(context)
                    .isLessThanOrEqualTo(spec.create().outputDelayMs());
        }
    }

    /** Adds a call, or several, and what DuckDB calls them. */
    private static void add(Random random, List<String> keys, List<AnalyticCall> calls, List<String> columns) {
        String name = "$" + calls.size();
        int n = 1 + random.nextInt(random.nextInt(4) == 0 ? 40 : 4);
        String part = String.join(", ", keys) + (keys.isEmpty() ? "part" : ", part");
        String window = "(PARTITION BY " + part + " ORDER BY time, rid";
        switch (random.nextInt(6)) {
            case 0 -> {
                calls.add(new AnalyticCall.RowNumber(name));
                columns.add("row_number() OVER " + window + ")");
            }
            case 1 -> {
                calls.add(new AnalyticCall.Shift(name, FlowCase.column("ratio"), n, null));
                columns.add("lag(ratio, " + n + ") OVER " + window + ")");
            }
            case 2 -> {
                calls.add(new AnalyticCall.Shift(name, FlowCase.column("bytes"), -n, FlowCase.column("port")));
                columns.add("lead(bytes, " + n + ", port) OVER " + window + ")");
            }
            case 3 -> overs(calls, columns, 0, 0, window + " ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)");
            case 4 -> overs(calls, columns, n, 0, window + " ROWS BETWEEN " + (n - 1) + " PRECEDING AND CURRENT ROW)");
            default -> {
                long rangeMs = 1 + random.nextInt(random.nextBoolean() ? 8 : 200);
                overs(calls, columns, 0, rangeMs, "");
                StringBuilder same = new StringBuilder("o.part = c.part");
                keys.forEach(key -> same.append(" AND o.")
                        .append(key)
                        .append(" IS NOT DISTINCT FROM c.")
                        .append(key));
                for (String call : OVERS.split(", ")) {
                    columns.add("(SELECT " + call + " FROM cut o WHERE " + same + " AND o.time > c.time - " + rangeMs
                            + " AND (o.time < c.time OR (o.time = c.time AND o.rid <= c.rid)))");
                }
            }
        }
    }

    private static void overs(List<AnalyticCall> calls, List<String> columns, long rows, long rangeMs, String window) {
        for (AggregateKind kind :
                List.of(AggregateKind.COUNT, AggregateKind.SUM, AggregateKind.MIN, AggregateKind.MAX)) {
            AggregateCall call = new AggregateCall(kind, List.of(FlowCase.column("bytes")), List.of(), "c");
            calls.add(new AnalyticCall.Over("$" + calls.size(), call, rows, rangeMs));
        }
        if (rangeMs == 0) {
            for (String call : OVERS.split(", ")) {
                columns.add(
                        call.startsWith("CAST")
                                ? "CAST(sum(bytes) OVER " + window + " AS BIGINT)"
                                : call + " OVER " + window);
            }
        }
    }

    private static String sql(List<String> columns, List<String> keys, long withinMs) {
        String order =
                "OVER (" + (keys.isEmpty() ? "" : "PARTITION BY " + String.join(", ", keys)) + " ORDER BY time, rid)";
        String part = withinMs == 0 ? "0" : "sum(CASE WHEN gap < " + withinMs + " THEN 0 ELSE 1 END) " + order;
        return "WITH gaps AS (SELECT *, time - lag(time) " + order + " AS gap FROM flows), cut AS (SELECT *, " + part
                + " AS part FROM gaps) SELECT " + String.join(", ", columns) + ", time FROM cut c";
    }
}
