package dev.freshet.testkit.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.aggregate.AggregateCall;
import dev.freshet.core.aggregate.AggregateKind;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.Function;
import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.join.JoinLimits;
import dev.freshet.core.pattern.AfterMatch;
import dev.freshet.core.pattern.MatchedValue;
import dev.freshet.core.pattern.Measure;
import dev.freshet.core.pattern.PatternSpec;
import dev.freshet.core.pattern.RowPatternParser;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.testkit.operator.OperatorKit.Outcome;
import dev.freshet.testkit.operator.OperatorKit.Plan;
import dev.freshet.testkit.operator.OperatorKit.Rows;
import dev.freshet.testkit.operator.OperatorKit.Stage;
import dev.freshet.testkit.operator.OperatorKit.Step;
import dev.freshet.testkit.operator.OperatorKit.Watermark;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatternMatchTest {
    private static final Schema SCHEMA = Schema.of(Field.required("v", Type.BIGINT));
    private static final Expr V = Expr.column(SCHEMA, "v");

    /** A row a second, each its own stretch, from 0 on. */
    private static Outcome run(PatternSpec spec, long... values) {
        List<Step> steps = new ArrayList<>();
        long timeMs = 0;
        for (long value : values) {
            BatchBuilder rows = new BatchBuilder(SCHEMA);
            rows.putLong(0, value);
            rows.endRow(timeMs);
            steps.add(new Rows(rows.build(Origin.DERIVED)));
            timeMs += 1000;
            steps.add(new Watermark(timeMs));
        }
        List<Stage> stages = List.of(Stage.spread(spec.partial()), Stage.keyed(spec.complete(), List.of()));
        return OperatorKit.run(stages, steps, Plan.PLAIN);
    }

    private static PatternSpec spec(String pattern, long withinMs, AfterMatch after, JoinLimits limits) {
        return new PatternSpec(
                List.of(),
                RowPatternParser.parse(pattern),
                List.of(
                        new NamedExpr("A", Expr.call(Function.EQ, V, Expr.Literal.of(1))),
                        new NamedExpr("B", Expr.call(Function.EQ, V, Expr.Literal.of(2)))),
                withinMs,
                after,
                List.of(new Measure("A", new AggregateCall(AggregateKind.COUNT, List.of(), List.of(), "n"))),
                limits,
                SCHEMA);
    }

    @Test
    void thePreferredMatchIsTold() {
        PatternSpec greedy = spec("A+ B", 60_000, AfterMatch.PAST_LAST, JoinLimits.DEFAULT);
        assertThat(run(greedy, 1, 1, 2, 1, 3, 1, 2).output().values())
                .containsExactly(List.of(0L, 2000L, 2L), List.of(5000L, 6000L, 1L));
        PatternSpec overlapping = spec("A+ B", 60_000, AfterMatch.NEXT_ROW, JoinLimits.DEFAULT);
        assertThat(run(overlapping, 1, 1, 2).output().values())
                .containsExactly(List.of(0L, 2000L, 2L), List.of(1000L, 2000L, 1L));
        PatternSpec reluctant = spec("A+? B?", 60_000, AfterMatch.PAST_LAST, JoinLimits.DEFAULT);
        assertThat(run(reluctant, 1, 2, 1, 1).output().values())
                .containsExactly(List.of(0L, 1000L, 1L), List.of(2000L, 2000L, 1L), List.of(3000L, 3000L, 1L));
    }

    @Test
    void theLastRowIsLessThanWithinBehindTheFirst() {
        assertThat(run(spec("A+ B", 2001, AfterMatch.PAST_LAST, JoinLimits.DEFAULT), 1, 1, 2)
                        .output()
                        .values())
                .containsExactly(List.of(0L, 2000L, 2L));
        assertThat(run(spec("A+ B", 2000, AfterMatch.PAST_LAST, JoinLimits.DEFAULT), 1, 1, 2)
                        .output()
                        .values())
                .containsExactly(List.of(1000L, 2000L, 1L));
    }

    @Test
    void aFullTaskRefusesOrFails() {
        JoinLimits refuse = new JoinLimits(3, JoinLimits.WhenFull.REFUSE);
        Outcome refused = run(spec("A+ B", 60_000, AfterMatch.PAST_LAST, refuse), 1, 1, 1, 1, 2);
        assertThat(refused.output().values()).isEmpty();
        assertThat(refused.output().dead())
                .extracting(CollectedOutput.Dead::reason)
                .containsExactly(Reason.STATE_FULL, Reason.STATE_FULL);
        PatternSpec fails = spec("A+ B", 60_000, AfterMatch.PAST_LAST, new JoinLimits(3, JoinLimits.WhenFull.FAIL));
        assertThatThrownBy(() -> run(fails, 1, 1, 1, 1, 2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the pattern holds 3 rows, as many as it may");
        assertThat(run(fails, 3, 3, 3, 3, 1, 2).output().values()).hasSize(1);
    }

    /** With all of the last eleven rows of A looked at, each way to say which rows are A is one of its own. */
    @Test
    void aSearchThatIsOnTooManyWaysFails() {
        MatchedValue eleventh = new MatchedValue("$m0", "A", false, 10, V);
        Expr value = new Expr.Column(1, "$m0", Type.BIGINT, true);
        PatternSpec spec = new PatternSpec(
                List.of(),
                RowPatternParser.parse("(A | B)+ C"),
                List.of(eleventh),
                List.of(),
                List.of(new NamedExpr("C", Expr.call(Function.LT, V, value))),
                60_000,
                AfterMatch.PAST_LAST,
                List.of(),
                JoinLimits.DEFAULT,
                SCHEMA);
        assertThat(run(spec, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 9, 8).output().values())
                .containsExactly(List.of(0L, 11_000L));
        assertThatThrownBy(() -> run(spec, new long[20]))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("more than 65536 ways");
    }
}
