package dev.freshet.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.aggregate.AggregateCall;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.core.window.WindowAggregateSpec;
import dev.freshet.core.window.WindowSpec;
import dev.freshet.testkit.operator.CollectedOutput;
import dev.freshet.testkit.operator.OperatorKit;
import dev.freshet.testkit.operator.OperatorKit.Plan;
import dev.freshet.testkit.operator.OperatorKit.Rows;
import dev.freshet.testkit.operator.OperatorKit.Stage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Aggregates of no value, of one, of NULLs, of NaN and infinities; and what fails in them. */
class AggregateEdgeTest {
    private static final Schema SCHEMA = Schema.of(Field.nullable("y", Type.DOUBLE), Field.nullable("x", Type.BIGINT));

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            quoteCharacter = '`',
            value = {
                // One pair.
                "corr(y, x) -> 1 2 -> null",
                "covar_pop(y, x) -> 1 2 -> 0.0",
                "covar_samp(y, x) -> 1 2 -> null",
                "regr_slope(y, x) -> 1 2 -> null",
                "regr_intercept(y, x) -> 1 2 -> null",
                "regr_r2(y, x) -> 1 2 -> null",
                "regr_count(y, x) -> 1 2 -> 1",
                "vwap(y, x) -> 1.5 2 -> 1.5",
                "vwap(y, x) -> 1.5 0 -> null",
                "var(y) -> 1 2 -> null",
                "var_pop(y) -> 1 2 -> 0.0",
                "median(y) -> 1 2 -> 1.0",
                "ewma(y, 1) -> 0.1 2 -> 0.1",
                "collect_list(x, 1) -> 0.1 2 -> [2]",
                // A pair without one of both is none.
                "corr(y, x) -> NULL 2; 1 NULL -> null",
                "regr_count(y, x) -> NULL 2; 1 NULL -> 0",
                "vwap(y, x) -> NULL 2; 1 NULL -> null",
                "arg_max(y, x) -> NULL 2; 7 1; 9 NULL -> 7.0",
                "arg_min(x, y) -> NULL 2; 7 1; 9 NULL; -1 5 -> 5",
                // All NULL.
                "ewma(y, 1) -> NULL 2; NULL 3 -> null",
                "median(y) -> NULL 2 -> null",
                "mode(y) -> NULL 2 -> null",
                "collect_set(y, 3) -> NULL 2 -> null",
                "sum(DISTINCT y) -> NULL 2 -> null",
                "bool_and(y > 1) -> NULL 2 -> null",
                // Lines.
                "regr_slope(y, x) -> 1 0; 3 1; 5 2 -> 2.0",
                "regr_intercept(y, x) -> 1 0; 3 1; 5 2 -> 1.0",
                "corr(y, x) -> 1 0; 3 1; 5 2 -> 1.0",
                "corr(y, x) -> 5 0; 3 1; 1 2 -> -1.0",
                "regr_r2(y, x) -> 5 0; 5 1 -> 1.0",
                "corr(y, x) -> 5 0; 5 1 -> null",
                // Nearly equal values: the textbook's formula gives 0 or rubbish here.
                "var(y) -> 1000000000.1 0; 1000000000.2 0; 1000000000.3 0 -> 0.00999999284744509",
                "regr_slope(y, x) -> 4e300 9007199254740990; 8e300 9007199254740992 -> 2.0E300",
                // What is not finite.
                "corr(y, x) -> NaN 0; 1 1 -> NaN",
                "vwap(y, x) -> Infinity 1; 1 1 -> NaN",
                "vwap(y, x) -> Infinity 0; 1 1 -> NaN",
                "ewma(y, 5) -> -Infinity 1; 1 1 -> NaN",
                "median(y) -> -Infinity 1; 1 1; Infinity 1 -> 1.0",
                "median(y) -> 1 1; NaN 1; NaN 1 -> NaN",
                "quantile_cont(y, 0.75) -> -Infinity 1; 1 1; 3 1 -> 2.0",
                "mode(y) -> NaN 1; NaN 1; 1 1 -> NaN",
                "collect_list(y, 3) -> NaN 1; -Infinity 1; 1 1; 2 1 -> [\"NaN\",\"-Infinity\",1.0]",
                "collect_set(y, 9) -> NaN 1; -0 1; 0 1; 1 1 -> [0.0,1.0,\"NaN\"]",
                "arg_max(x, y) -> 1 1; NaN 2; 3 3 -> 2",
                "stddev_pop(y) -> Infinity 1; 1 1 -> NaN",
                // DISTINCT and FILTER.
                "sum(DISTINCT x) -> 0 1; 0 1; 0 2 -> 3",
                "avg(DISTINCT y) -> -0 1; 0 1; 3 2 -> 1.5",
                "count(DISTINCT x) FILTER (WHERE y > 0) -> 0 1; 1 2; 1 3; NULL 4 -> 2",
                "count() FILTER (WHERE y > 0) -> 0 1; 1 NULL; NULL 4 -> 1",
                "sum(x) FILTER (WHERE y > 9) -> 0 1 -> null",
                "count(x) FILTER (WHERE y > 9) -> 0 1 -> 0",
            })
    void gives(String call, String rows, String result) {
        CollectedOutput output = run(call, rows);
        assertThat(output.dead()).isEmpty();
        assertThat(String.valueOf(output.rows().get(0).get("a"))).isEqualTo(result);
    }

    @Test
    void whatAFilterLeavesOutIsNotComputed() {
        CollectedOutput output = run("sum(12 / x) FILTER (WHERE x <> 0)", "1 0; 1 3; 1 0; 1 4");
        assertThat(output.dead()).isEmpty();
        assertThat(output.rows().get(0).get("a")).isEqualTo(7L);
    }

    @Test
    void aRowWhoseFilterFailsIsADeadLetterAndCountsNowhere() {
        CollectedOutput output = run("sum(x) FILTER (WHERE 12 / x > 3) AS b, count() AS n, sum(x)", "1 0; 1 3; 1 12");
        assertThat(output.dead()).hasSize(1);
        assertThat(output.rows().get(0))
                .containsEntry("b", 3L)
                .containsEntry("n", 2L)
                .containsEntry("a", 15L);
    }

    @Test
    void aSumOfDistinctValuesThatOverflowsSaysSo() {
        CollectedOutput output = run("sum(DISTINCT x)", "1 9223372036854775807; 1 1; 1 1");
        assertThat(output.rows()).isEmpty();
        assertThat(output.dead().get(0).detail()).isEqualTo("sum(DISTINCT x) = 9223372036854775808 is beyond BIGINT");
    }

    /** The last call's column is called a. */
    private static CollectedOutput run(String text, String rows) {
        List<AggregateCall> calls = ExpressionParser.parseAggregates(text + " AS a", SCHEMA);
        WindowAggregateSpec spec = new WindowAggregateSpec(List.of(), WindowSpec.tumbling(1000), calls, SCHEMA);
        List<Stage> stages = List.of(Stage.spread(spec.partial()), Stage.keyed(spec.complete(), List.of()));
        List<OperatorKit.Step> steps = new ArrayList<>();
        BatchBuilder batch = new BatchBuilder(SCHEMA);
        for (String row : rows.split("; ")) {
            String[] values = row.split(" ");
            put(batch, values);
            batch.endRow(5, batch.rows(), Long.MIN_VALUE);
        }
        steps.add(new Rows(batch.build(new Origin("rows", 0, 0, 100))));
        return OperatorKit.run(stages, steps, new Plan(1, 1, 3, 0.5)).output();
    }

    private static void put(BatchBuilder batch, @Nullable String[] values) {
        String y = values[0];
        String x = values[1];
        if (y != null && !y.equals("NULL")) {
            batch.putDouble(0, Double.parseDouble(y));
        }
        if (x != null && !x.equals("NULL")) {
            batch.putLong(1, Long.parseLong(x));
        }
    }
}
