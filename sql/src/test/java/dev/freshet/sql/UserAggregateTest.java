package dev.freshet.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.freshet.core.aggregate.AggregateCall;
import dev.freshet.core.aggregate.AggregateKind;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.core.window.WindowAggregateSpec;
import dev.freshet.core.window.WindowSpec;
import dev.freshet.testkit.operator.CollectedOutput;
import dev.freshet.testkit.operator.CollectedOutput.Dead;
import dev.freshet.testkit.operator.OperatorKit;
import dev.freshet.testkit.operator.OperatorKit.Plan;
import dev.freshet.testkit.operator.OperatorKit.Rows;
import dev.freshet.testkit.operator.OperatorKit.Stage;
import dev.freshet.testkit.operator.OperatorKit.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An aggregate that is found on the class path runs as those that are built in: merged, restored, filtered. */
class UserAggregateTest {
    private static final Schema SCHEMA =
            Schema.of(Field.nullable("price", Type.DOUBLE), Field.nullable("name", Type.VARCHAR));

    @Test
    void isFoundByNameAndMerged() {
        List<AggregateCall> calls = ExpressionParser.parseAggregates(
                "GEO_MEAN_E9(price), geo_mean_e9(price) FILTER (WHERE price > 2) AS dear, "
                        + "geo_mean_e9(price) FILTER (WHERE price > 99) AS none",
                SCHEMA);
        assertThat(calls.get(0).kind()).isEqualTo(AggregateKind.USER);
        assertThat(calls.get(0).name()).isEqualTo("geo_mean_e9_price");
        assertThat(calls.get(1).text()).isEqualTo("geo_mean_e9(price) FILTER (WHERE price > 2.0)");
        WindowAggregateSpec spec = new WindowAggregateSpec(List.of(), WindowSpec.tumbling(1000), calls, SCHEMA);
        List<Stage> stages = List.of(Stage.spread(spec.partial()), Stage.keyed(spec.complete(), List.of()));
        List<Step> steps = new ArrayList<>();
        for (@Nullable Double price : new @Nullable Double[] {1.0, 2.0, null, 4.0, 8.0}) {
            BatchBuilder rows = new BatchBuilder(SCHEMA);
            if (price != null) {
                rows.putDouble(0, price);
            }
            rows.endRow(5);
            steps.add(new Rows(rows.build(Origin.DERIVED)));
        }
        for (Plan plan : List.of(Plan.PLAIN, new Plan(1, 1, 3, 0.9))) {
            Map<String, @Nullable Object> row =
                    OperatorKit.run(stages, steps, plan).output().rows().get(0);
            assertThat((Double) row.get("geo_mean_e9_price")).isCloseTo(Math.sqrt(8), within(1e-8));
            assertThat((Double) row.get("dear")).isCloseTo(Math.sqrt(32), within(1e-8));
            assertThat(row.get("none")).isNull();
        }
    }

    /** However rows are cut into batches and states are restored, in windows of each kind. */
    @Test
    void rowsThatItThrowsForAreDeadLettersAndCountNowhere() {
        Schema schema = Schema.of(Field.required("who", Type.VARCHAR), Field.nullable("x", Type.BIGINT));
        List<AggregateCall> calls = ExpressionParser.parseAggregates("touchy(x) AS t, count() AS n", schema);
        BatchBuilder rows = new BatchBuilder(schema);
        long[] values = {13, 1, 13, 2, 4, 13};
        for (String who : List.of("a", "b")) {
            for (long value : values) {
                rows.putText(0, who);
                rows.putLong(1, who.equals("b") && value == 13 ? 0 : value);
                rows.endRow(5, rows.rows(), Long.MIN_VALUE);
            }
        }
        List<Step> steps = List.of(new Rows(rows.build(new Origin("in", 0, 0, 11))));
        for (WindowSpec window :
                List.of(WindowSpec.tumbling(1000), WindowSpec.hopping(2000, 1000), WindowSpec.session(1000))) {
            for (Plan plan : List.of(Plan.PLAIN, new Plan(1, 1, 3, 0.9), new Plan(7, 4, 2, 0.5))) {
                CollectedOutput output = run(calls, schema, window, steps, plan);
                assertThat(output.rows())
                        .as("%s, %s", window, plan)
                        .allSatisfy(row -> assertThat(row)
                                .containsEntry("t", 7L)
                                .containsEntry("n", "a".equals(row.get("who")) ? 3L : 6L));
                assertThat(output.dead().stream().map(Dead::offset)).containsExactlyInAnyOrder(0L, 2L, 5L);
                assertThat(output.dead().get(0).reason()).isEqualTo(Reason.USER_CODE);
                assertThat(output.dead().get(0).detail())
                        .contains(
                                "key who=a: touchy(x): java.lang.IllegalStateException: thirteen (TouchyAggregate.add:");
            }
        }
    }

    /** What is half merged has no result, and no other key or window is touched. */
    @Test
    void statesThatItThrowsForHaveNoResult() {
        Schema schema = Schema.of(Field.required("who", Type.VARCHAR), Field.nullable("x", Type.BIGINT));
        List<AggregateCall> calls = ExpressionParser.parseAggregates("touchy(x) AS t", schema);
        List<Step> steps = new ArrayList<>();
        for (String who : List.of("merged", "result", "good")) {
            for (int i = 0; i < 3; i++) {
                BatchBuilder rows = new BatchBuilder(schema);
                rows.putText(0, who);
                rows.putLong(
                        1,
                        switch (who) {
                            case "merged" -> 1000;
                            case "result" -> 222;
                            default -> i;
                        });
                rows.endRow(5 + 1000 * i, i, Long.MIN_VALUE);
                steps.add(new Rows(rows.build(new Origin("in", 0, i, i))));
            }
        }
        for (Plan plan : List.of(Plan.PLAIN, new Plan(1, 1, 3, 0.9))) {
            CollectedOutput output = run(calls, schema, WindowSpec.hopping(3000, 3000), steps, plan);
            assertThat(output.rows())
                    .singleElement()
                    .satisfies(row -> assertThat(row).containsEntry("t", 3L));
            assertThat(output.dead())
                    .extracting(Dead::detail)
                    .satisfiesExactlyInAnyOrder(
                            detail ->
                                    assertThat(detail).contains("touchy(x) has no result: touchy.merge: ", "too much"),
                            detail -> assertThat(detail).contains("touchy(x) has no result: ", "bad number"));
        }
    }

    private static CollectedOutput run(
            List<AggregateCall> calls, Schema schema, WindowSpec window, List<Step> steps, Plan plan) {
        List<NamedExpr> keys = List.of(new NamedExpr("who", ExpressionParser.parse("who", schema)));
        WindowAggregateSpec spec = new WindowAggregateSpec(keys, window, calls, schema);
        List<Stage> stages = List.of(Stage.spread(spec.partial()), Stage.keyed(spec.complete(), List.of("who")));
        return OperatorKit.run(stages, steps, plan).output();
    }

    @Test
    void saysWhatItTakesAndWhatThereIs() {
        assertThatThrownBy(() -> ExpressionParser.parseAggregates("count(), geo_mean_e9(name)", SCHEMA))
                .isInstanceOf(ExpressionException.class)
                .hasMessageStartingWith("line 1, column 10: geo_mean_e9(name): geo_mean_e9 takes one number");
        assertThatThrownBy(() -> ExpressionParser.parseAggregates("geo_mean_e8(price)", SCHEMA))
                .isInstanceOf(ExpressionException.class)
                .hasMessageStartingWith("line 1, column 1: no aggregate 'geo_mean_e8'; did you mean 'geo_mean_e9'?");
        assertThatThrownBy(() -> ExpressionParser.parseAggregates("geo_mean_e9(distinct price)", SCHEMA))
                .isInstanceOf(ExpressionException.class)
                .hasMessageStartingWith("line 1, column 1: geo_mean_e9 does not take DISTINCT");
    }
}
