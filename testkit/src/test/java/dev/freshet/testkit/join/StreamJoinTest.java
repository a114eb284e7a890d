package dev.freshet.testkit.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.dead.Reason;
import dev.freshet.core.join.JoinColumn;
import dev.freshet.core.join.JoinCondition;
import dev.freshet.core.join.JoinCondition.Interval;
import dev.freshet.core.join.JoinCondition.SameWindow;
import dev.freshet.core.join.JoinInputs;
import dev.freshet.core.join.JoinKind;
import dev.freshet.core.join.JoinLimits;
import dev.freshet.core.join.JoinLimits.WhenFull;
import dev.freshet.core.join.StreamJoinSpec;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.util.List;
import org.junit.jupiter.api.Test;

final class StreamJoinTest {
    @Test
    void bothBordersOfTheIntervalMatch() {
        JoinProbe join = probe(JoinKind.INNER, new Interval(-5, 10));
        join.left("100 a L");
        assertThat(join.right("94 a r94", "95 a r95", "110 a r110", "111 a r111", "100 b other"))
                .containsExactly("L r95 @100", "L r110 @110");
    }

    @Test
    void aRowOfEitherSideFindsThoseThatCameBefore() {
        JoinProbe join = probe(JoinKind.INNER, new Interval(0, 10));
        join.right("5 a r5", "3 a r3");
        assertThat(join.left("4 a L", "3 a M")).containsExactly("L r5 @5", "M r3 @3", "M r5 @5");
    }

    @Test
    void windowsBeginAtTheMultiplesOfTheSizeAlsoBeforeTheEpoch() {
        JoinProbe join = probe(JoinKind.INNER, new SameWindow(60));
        join.left("-60 a L", "-1 a M", "0 a N");
        assertThat(join.right("-30 a r", "59 a s", "60 a t")).containsExactly("L r @-30", "M r @-1", "N s @59");
    }

    @Test
    void anUnmatchedRowComesOutOnceWhenNothingCanMatchItAndNotBefore() {
        JoinProbe join = probe(JoinKind.FULL, new Interval(-5, 10));
        assertThat(join.left("100 a L")).isEmpty();
        assertThat(join.right("100 b R")).isEmpty();
        assertThat(join.watermark(105)).isEmpty();
        assertThat(join.watermark(106)).containsExactly("null R @100");
        assertThat(join.watermark(110)).isEmpty();
        assertThat(join.watermark(111)).containsExactly("L null @100");
        assertThat(join.held().entries()).isZero();
        assertThat(join.end()).isEmpty();
    }

    @Test
    void anUnmatchedRowOfAWindowComesOutAtItsEnd() {
        JoinProbe join = probe(JoinKind.LEFT, new SameWindow(60));
        join.left("0 a L", "59 b M", "60 a N");
        assertThat(join.watermark(59)).isEmpty();
        assertThat(join.right("1 b r")).containsExactly("M r @59");
        assertThat(join.watermark(60)).containsExactly("L null @0");
        assertThat(join.end()).containsExactly("N null @60");
    }

    @Test
    void aMatchedRowDoesNotComeOutAgain() {
        JoinProbe join = probe(JoinKind.FULL, new Interval(0, 10));
        join.left("0 a L");
        assertThat(join.right("5 a R")).containsExactly("L R @5");
        join.restore();
        assertThat(join.end()).isEmpty();
        assertThat(join.held().entries()).isZero();
    }

    @Test
    void nullEqualsNothingButItsOuterRowComesOut() {
        JoinProbe join = probe(JoinKind.FULL, new Interval(0, 10));
        assertThat(join.left("0 - L")).containsExactly("L null @0");
        assertThat(join.right("0 - R")).containsExactly("null R @0");
        JoinProbe inner = probe(JoinKind.INNER, new Interval(0, 10));
        inner.left("0 - L");
        assertThat(inner.right("0 - R")).isEmpty();
        assertThat(inner.held().entries()).isZero();
        assertThat(probe(JoinKind.ANTI, new Interval(0, 10)).left("0 - L")).containsExactly("L @0");
        assertThat(probe(JoinKind.SEMI, new Interval(0, 10)).left("0 - L")).isEmpty();
    }

    @Test
    void aSemiJoinGivesALeftRowOnce() {
        JoinProbe join = probe(JoinKind.SEMI, new Interval(0, 10));
        join.left("0 a L");
        assertThat(join.right("1 a r", "2 a s")).containsExactly("L @0");
        assertThat(join.left("0 a M")).containsExactly("M @0");
        assertThat(join.end()).isEmpty();
    }

    @Test
    void anAntiJoinGivesALeftRowWhenNothingCanMatchIt() {
        JoinProbe join = probe(JoinKind.ANTI, new Interval(0, 10));
        join.left("0 a L", "0 b M");
        join.right("10 a r", "11 b s");
        assertThat(join.watermark(10)).isEmpty();
        assertThat(join.watermark(11)).containsExactly("M @0");
        assertThat(join.end()).isEmpty();
    }

    @Test
    void whatIsOlderThanTheWatermarkIsLate() {
        JoinProbe join = probe(JoinKind.LEFT, new Interval(-1000, 1000));
        join.left("8000 a L");
        join.watermark(8000);
        assertThat(join.right("7999 a r", "8000 a s")).containsExactly("L s @8000");
        assertThat(join.dead()).hasSize(1);
        assertThat(join.dead().get(0).reason()).isEqualTo(Reason.LATE);
        assertThat(join.dead().get(0).detail()).isEqualTo("late by 1 ms");
    }

    @Test
    void aWindowTakesRowsUntilItsEnd() {
        JoinProbe join = probe(JoinKind.INNER, new SameWindow(60));
        join.left("0 a L");
        join.watermark(59);
        assertThat(join.right("1 a r")).containsExactly("L r @1");
        join.watermark(60);
        assertThat(join.right("2 a s")).isEmpty();
        assertThat(join.dead()).extracting(dead -> dead.detail()).containsExactly("late by 58 ms");
    }

    /** A right row that only older left rows could match is not kept when all of those have come. */
    @Test
    void whatNothingCanMatchAnyMoreIsNotKept() {
        JoinProbe join = probe(JoinKind.FULL, new Interval(100, 200));
        join.watermark(1000);
        assertThat(join.right("1050 a R")).containsExactly("null R @1050");
        assertThat(join.held().entries()).isZero();
        join.right("1100 a S");
        assertThat(join.held().entries()).isOne();
    }

    @Test
    void atTheLimitTheJobFails() {
        JoinProbe join = new JoinProbe(new StreamJoinSpec(
                JoinProbe.INPUTS,
                JoinKind.INNER,
                new Interval(0, 10),
                JoinProbe.BOTH,
                new JoinLimits(2, WhenFull.FAIL)));
        join.left("0 a L", "0 b M");
        assertThatThrownBy(() -> join.right("0 a r"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the join holds 2 rows, as many as it may (inner join on k = k within [0 ms, 10 ms])");
    }

    @Test
    void atTheLimitRowsAreRefused() {
        JoinProbe join = new JoinProbe(new StreamJoinSpec(
                JoinProbe.INPUTS,
                JoinKind.LEFT,
                new Interval(0, 10),
                JoinProbe.BOTH,
                new JoinLimits(2, WhenFull.REFUSE)));
        join.left("0 a L", "0 b M");
        assertThat(join.right("0 a r")).isEmpty();
        assertThat(join.dead()).extracting(dead -> dead.reason()).containsExactly(Reason.STATE_FULL);
        assertThat(join.watermark(11)).containsExactlyInAnyOrder("L null @0", "M null @0");
        join.left("20 a N");
        assertThat(join.right("20 a s")).containsExactly("N s @20");
        assertThat(join.dead()).hasSize(1);
    }

    @Test
    void manyPairsComeInBatchesOfBoundedSize() {
        JoinProbe join = probe(JoinKind.INNER, new Interval(0, 10));
        String[] rows = new String[100];
        java.util.Arrays.fill(rows, "0 a x");
        join.left(rows);
        assertThat(join.right(rows)).hasSize(10_000);
    }

    @Test
    void timesAtTheEndsOfTheRangeAreClamped() {
        for (JoinCondition condition : List.of(new Interval(-10, 10), new SameWindow(1000))) {
            JoinProbe join = probe(JoinKind.FULL, condition);
            join.left(Long.MIN_VALUE + " a L", Long.MAX_VALUE + " b M");
            assertThat(join.right(Long.MIN_VALUE + 5 + " a r", Long.MAX_VALUE - 5 + " b s"))
                    .containsExactly("L r @" + (Long.MIN_VALUE + 5), "M s @" + Long.MAX_VALUE);
            assertThat(join.end()).isEmpty();
            assertThat(join.held().entries()).isZero();
        }
    }

    @Test
    void saysWhatItIs() {
        StreamJoinSpec spec = spec(JoinKind.RIGHT, new SameWindow(60));
        assertThat(spec.describe()).isEqualTo("right join on k = k in the same window of 60 ms");
        assertThat(spec.outputSchema())
                .isEqualTo(Schema.of(Field.nullable("v", Type.VARCHAR), Field.required("w", Type.VARCHAR)));
        assertThat(spec(JoinKind.FULL, new Interval(-5, 10)).create().outputDelayMs())
                .isEqualTo(10);
        assertThat(spec(JoinKind.RIGHT, new Interval(-5, 10)).create().outputDelayMs())
                .isEqualTo(5);
        assertThat(spec(JoinKind.INNER, new Interval(-5, 10)).create().outputDelayMs())
                .isZero();
        assertThat(spec(JoinKind.INNER, new SameWindow(60)).create().outputDelayMs())
                .isEqualTo(59);
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThatThrownBy(() -> new Interval(1, 0)).hasMessageContaining("lower 1 ms, upper 0 ms");
        assertThatThrownBy(() -> new SameWindow(0)).hasMessageContaining("0 ms");
        assertThatThrownBy(() -> new JoinLimits(0, WhenFull.FAIL)).hasMessageContaining("at most 0");
        assertThatThrownBy(() -> new StreamJoinSpec(
                        JoinProbe.INPUTS, JoinKind.SEMI, new Interval(0, 1), JoinProbe.BOTH, JoinLimits.DEFAULT))
                .hasMessage("a semi join has no columns of the right side ('v')");
        assertThatThrownBy(() -> new StreamJoinSpec(
                        JoinProbe.INPUTS,
                        JoinKind.LEFT,
                        new Interval(0, 1),
                        List.of(JoinColumn.left("v"), JoinColumn.right("v")),
                        JoinLimits.DEFAULT))
                .hasMessageContaining("'v' stands twice");
        Schema numbers = Schema.of(Field.required("k", Type.BIGINT));
        assertThatThrownBy(() -> new JoinInputs(JoinProbe.SCHEMA, numbers, List.of("k"), List.of("k")))
                .hasMessageContaining("left VARCHAR, right BIGINT");
        assertThatThrownBy(() -> new JoinInputs(JoinProbe.SCHEMA, numbers, List.of("k"), List.of()))
                .hasMessageContaining("as many keys");
    }

    private static JoinProbe probe(JoinKind kind, JoinCondition condition) {
        return new JoinProbe(spec(kind, condition));
    }

    private static StreamJoinSpec spec(JoinKind kind, JoinCondition condition) {
        boolean half = kind == JoinKind.SEMI || kind == JoinKind.ANTI;
        return new StreamJoinSpec(
                JoinProbe.INPUTS, kind, condition, half ? JoinProbe.LEFT : JoinProbe.BOTH, JoinLimits.DEFAULT);
    }
}
