package dev.freshet.testkit.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.dead.Reason;
import dev.freshet.core.join.AsOfDirection;
import dev.freshet.core.join.AsOfJoinSpec;
import dev.freshet.core.join.JoinKind;
import dev.freshet.core.join.JoinLimits;
import dev.freshet.core.join.JoinLimits.WhenFull;
import org.junit.jupiter.api.Test;

final class AsOfJoinTest {
    private static final long UNLIMITED = AsOfJoinSpec.UNLIMITED;

    @Test
    void aRowComesOutWhenNothingBetterCanCome() {
        JoinProbe backward = probe(AsOfDirection.BACKWARD, UNLIMITED, true);
        backward.right("5 a r5");
        assertThat(backward.left("10 a L")).isEmpty();
        backward.right("8 a r8");
        assertThat(backward.watermark(10)).isEmpty();
        assertThat(backward.watermark(11)).containsExactly("L r8 @10");

        JoinProbe forward = probe(AsOfDirection.FORWARD, UNLIMITED, true);
        forward.left("10 a L");
        forward.right("20 a r20");
        assertThat(forward.watermark(20)).isEmpty();
        forward.right("20 a q20");
        assertThat(forward.watermark(21)).containsExactly("L q20 @20");

        JoinProbe nearest = probe(AsOfDirection.NEAREST, UNLIMITED, true);
        nearest.right("5 a r5");
        nearest.left("10 a L", "10 b M");
        assertThat(nearest.watermark(14)).isEmpty();
        assertThat(nearest.watermark(15)).containsExactly("L r5 @10");
        assertThat(nearest.end()).containsExactly("M null @10");
    }

    @Test
    void aRowWithoutAMatchWaitsForTheToleranceOnly() {
        JoinProbe forward = probe(AsOfDirection.FORWARD, 7, true);
        forward.left("10 a L");
        assertThat(forward.watermark(17)).isEmpty();
        assertThat(forward.watermark(18)).containsExactly("L null @10");
    }

    /** Of the same time the last looking back and the first looking ahead, by where they come from, not by when. */
    @Test
    void tiesGoByOriginWhateverComesFirst() {
        for (boolean swapped : new boolean[] {false, true}) {
            JoinProbe backward = probe(AsOfDirection.BACKWARD, UNLIMITED, true);
            JoinProbe forward = probe(AsOfDirection.FORWARD, UNLIMITED, true);
            for (JoinProbe join : new JoinProbe[] {backward, forward}) {
                join.left("10 a L");
                join.rightOf(swapped ? 1 : 0, "10 a " + (swapped ? "second" : "first"));
                join.rightOf(swapped ? 0 : 1, "10 a " + (swapped ? "first" : "second"));
                join.restore();
            }
            assertThat(backward.end()).containsExactly("L second @10");
            assertThat(forward.end()).containsExactly("L first @10");
        }
    }

    @Test
    void tiesOfRowsWithoutAnOffsetGoByTheirValues() {
        for (String[] order : new String[][] {{"10 a x", "10 a y"}, {"10 a y", "10 a x"}}) {
            JoinProbe join = probe(AsOfDirection.BACKWARD, UNLIMITED, true);
            join.right(order);
            join.left("10 a L");
            assertThat(join.end()).containsExactly("L y @10");
        }
    }

    @Test
    void theOneBeforeWinsWhereBothAreAsNear() {
        JoinProbe join = probe(AsOfDirection.NEAREST, UNLIMITED, true);
        join.right("5 a before", "15 a after");
        join.left("10 a L", "11 a M");
        assertThat(join.end()).containsExactly("L before @10", "M after @15");
    }

    /** A table of versions: of each key only the newest before the watermark is kept, and what is not yet reached. */
    @Test
    void olderVersionsAreForgotten() {
        JoinProbe join = probe(AsOfDirection.BACKWARD, UNLIMITED, true);
        join.right("1 a one", "2 a two", "3 a three", "1 b single", "9 a nine");
        assertThat(join.held().entries()).isEqualTo(5);
        join.watermark(5);
        assertThat(join.held().entries()).isEqualTo(3);
        join.restore();
        assertThat(join.held().entries()).isEqualTo(3);
        join.left("8 a L", "9 a M", "8 b N");
        assertThat(join.watermark(100)).containsExactlyInAnyOrder("L three @8", "M nine @9", "N single @8");
        assertThat(join.held().entries()).isEqualTo(2);
        join.end();
        assertThat(join.held().entries()).isZero();
    }

    @Test
    void withAToleranceOldVersionsAreForgottenToo() {
        JoinProbe join = probe(AsOfDirection.BACKWARD, 10, true);
        join.right("0 a zero");
        join.watermark(10);
        assertThat(join.held().entries()).isOne();
        join.watermark(11);
        assertThat(join.held().entries()).isZero();
    }

    @Test
    void nullEqualsNothingAndLateIsDead() {
        JoinProbe join = probe(AsOfDirection.BACKWARD, UNLIMITED, true);
        join.right("0 - r");
        assertThat(join.left("5 - L")).containsExactly("L null @5");
        join.watermark(10);
        join.right("9 a late");
        assertThat(join.left("9 a late", "10 a M")).isEmpty();
        assertThat(join.dead()).hasSize(2).allMatch(dead -> dead.reason() == Reason.LATE);
        assertThat(join.end()).containsExactly("M null @10");
    }

    @Test
    void atTheLimitRowsAreRefusedOrTheJobFails() {
        JoinProbe refuses = limited(WhenFull.REFUSE);
        refuses.right("0 a r", "1 a s", "2 a t");
        assertThat(refuses.dead()).extracting(dead -> dead.reason()).containsExactly(Reason.STATE_FULL);
        assertThatThrownBy(() -> limited(WhenFull.FAIL).right("0 a r", "1 a s", "2 a t"))
                .hasMessageStartingWith("the join holds 2 rows, as many as it may (left as-of join");
    }

    @Test
    void saysWhatItIsAndRefusesWhatMakesNoSense() {
        assertThat(spec(AsOfDirection.NEAREST, 5, false).describe())
                .isEqualTo("left as-of join on k = k nearest within 5 ms without exact matches");
        assertThat(spec(AsOfDirection.BACKWARD, UNLIMITED, true).create().outputDelayMs())
                .isZero();
        assertThat(spec(AsOfDirection.FORWARD, 5, true).create().outputDelayMs())
                .isEqualTo(5);
        assertThatThrownBy(() -> spec(AsOfDirection.NEAREST, -1, true)).hasMessageContaining("-1 ms");
        assertThatThrownBy(() -> new AsOfJoinSpec(
                        JoinProbe.INPUTS,
                        JoinKind.FULL,
                        AsOfDirection.NEAREST,
                        1,
                        true,
                        JoinProbe.BOTH,
                        JoinLimits.DEFAULT))
                .hasMessage("an as-of join is inner or left (full)");
    }

    private static JoinProbe limited(WhenFull whenFull) {
        return new JoinProbe(new AsOfJoinSpec(
                JoinProbe.INPUTS,
                JoinKind.LEFT,
                AsOfDirection.BACKWARD,
                UNLIMITED,
                true,
                JoinProbe.BOTH,
                new JoinLimits(2, whenFull)));
    }

    private static JoinProbe probe(AsOfDirection direction, long toleranceMs, boolean exact) {
        return new JoinProbe(spec(direction, toleranceMs, exact));
    }

    private static AsOfJoinSpec spec(AsOfDirection direction, long toleranceMs, boolean exact) {
        return new AsOfJoinSpec(
                JoinProbe.INPUTS, JoinKind.LEFT, direction, toleranceMs, exact, JoinProbe.BOTH, JoinLimits.DEFAULT);
    }
}
