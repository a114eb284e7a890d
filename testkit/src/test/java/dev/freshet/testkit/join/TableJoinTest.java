package dev.freshet.testkit.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.Function;
import dev.freshet.core.join.JoinKind;
import dev.freshet.core.join.JoinLimits;
import dev.freshet.core.join.TableJoinSpec;
import dev.freshet.core.join.TableJoinSpec.Deletion;
import dev.freshet.core.join.TableKind;
import dev.freshet.core.schema.Type;
import dev.freshet.testkit.operator.OperatorKit;
import dev.freshet.testkit.operator.OperatorKit.Outcome;
import dev.freshet.testkit.operator.OperatorKit.Plan;
import dev.freshet.testkit.operator.OperatorKit.Rows;
import dev.freshet.testkit.operator.OperatorKit.Stage;
import dev.freshet.testkit.operator.OperatorKit.Watermark;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableJoinTest {
    private static final Expr GONE_KEY = new Expr.Literal(Type.VARCHAR, "b");
    private static final Deletion GONE = new Deletion(
            Expr.call(Function.EQ, Expr.column(JoinProbe.SCHEMA, "v"), new Expr.Literal(Type.VARCHAR, "gone")),
            "v = 'gone'");

    @Test
    void aRowTakesTheVersionOfItsTimeHoweverTheyArrive() {
        JoinProbe probe = new JoinProbe(spec(JoinKind.LEFT, TableKind.VERSIONED, JoinLimits.DEFAULT));

        assertThat(probe.left("15 a x", "5 a w", "25 a y", "35 a z")).isEmpty();
        probe.rightOf(0, "30 a new", "20 a gone", "10 a old");

        assertThat(probe.end()).containsExactly("w null @5", "x old @15", "y null @25", "z new @35");
    }

    @Test
    void anInnerJoinDropsRowsOfDeletedKeys() {
        JoinProbe probe = new JoinProbe(spec(JoinKind.INNER, TableKind.VERSIONED, JoinLimits.DEFAULT));
        probe.rightOf(0, "10 a old", "20 a gone");
        probe.left("20 a x", "19 a y");

        assertThat(probe.end()).containsExactly("y old @19");
    }

    @Test
    void aDeletedKeyIsForgotten() {
        JoinProbe probe = new JoinProbe(spec(JoinKind.LEFT, TableKind.VERSIONED, JoinLimits.DEFAULT));
        probe.rightOf(0, "10 a old", "20 a gone");

        probe.watermark(20);
        assertThat(probe.held().entries()).isEqualTo(1);
        probe.watermark(21);
        assertThat(probe.held().entries()).isZero();
        probe.restore();
        assertThat(probe.left("30 a x")).isEmpty();
        assertThat(probe.watermark(31)).containsExactly("x null @30");
    }

    @Test
    void aVersionThatComesLaterMayStillStandBehindADeletionOfItsTime() {
        JoinProbe probe = new JoinProbe(spec(JoinKind.LEFT, TableKind.VERSIONED, JoinLimits.DEFAULT));
        probe.rightOf(1, "20 a gone");
        probe.watermark(20);
        probe.rightOf(0, "20 a earlier");
        probe.left("20 a x");

        assertThat(probe.end()).containsExactly("x null @20");
    }

    @Test
    void whatIsDeletedSaysAPredicateThatMayBeUnknown() {
        JoinProbe probe = new JoinProbe(new TableJoinSpec(
                JoinProbe.INPUTS,
                JoinKind.INNER,
                TableKind.VERSIONED,
                new Deletion(Expr.call(Function.EQ, Expr.column(JoinProbe.SCHEMA, "k"), GONE_KEY), "k = 'b'"),
                JoinProbe.BOTH,
                JoinLimits.DEFAULT));
        probe.rightOf(0, "1 - nullkey", "1 a here", "1 b deleted");
        probe.left("2 a x", "2 b y", "2 - z");

        assertThat(probe.end()).containsExactly("x here @2");
    }

    @Test
    void aLateRowOfABroadcastTableIsToldOfOnce() {
        Stage stage = Stage.broadcast(spec(JoinKind.LEFT, TableKind.BROADCAST, JoinLimits.DEFAULT));
        List<OperatorKit.Step> steps = List.of(
                new Rows(1, change(10, "old", Long.MIN_VALUE)),
                new Watermark(20),
                new Rows(1, change(5, "late", 20)),
                new Rows(0, change(30, "x", 20)),
                new Rows(0, change(31, "y", 20)));

        for (int tasks = 1; tasks < 6; tasks++) {
            Outcome outcome = OperatorKit.run(List.of(stage), steps, new Plan(tasks, 1, tasks, 0.5));
            assertThat(outcome.output().timedRows()).containsExactly("[x, old, 30]", "[y, old, 31]");
            assertThat(outcome.output().dead()).hasSize(1);
        }
    }

    @Test
    void aBroadcastTableRefusesNoRows() {
        JoinLimits refuse = new JoinLimits(10, JoinLimits.WhenFull.REFUSE);

        assertThatThrownBy(() -> spec(JoinKind.LEFT, TableKind.BROADCAST, refuse))
                .hasMessageContaining("'when-full' must be fail");
        assertThatThrownBy(() -> spec(JoinKind.FULL, TableKind.VERSIONED, JoinLimits.DEFAULT))
                .hasMessageContaining("inner or left (full)");
    }

    private static TableJoinSpec spec(JoinKind kind, TableKind table, JoinLimits limits) {
        return new TableJoinSpec(JoinProbe.INPUTS, kind, table, GONE, JoinProbe.BOTH, limits);
    }

    private static Batch change(long timeMs, String value, long arrivalMs) {
        BatchBuilder builder = new BatchBuilder(JoinProbe.SCHEMA);
        builder.putText(0, "a");
        builder.putText(1, value);
        builder.endRow(timeMs, timeMs, arrivalMs);
        return builder.build(new Origin("table", 0, timeMs, timeMs));
    }
}
