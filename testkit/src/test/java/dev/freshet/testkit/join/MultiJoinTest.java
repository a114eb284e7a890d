package dev.freshet.testkit.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.dead.Reason;
import dev.freshet.core.join.JoinCondition.Interval;
import dev.freshet.core.join.JoinCondition.SameWindow;
import dev.freshet.core.join.JoinKind;
import dev.freshet.core.join.JoinLimits;
import dev.freshet.core.join.MultiJoinSpec;
import dev.freshet.core.join.MultiJoinSpec.Column;
import dev.freshet.core.join.MultiJoinSpec.Input;
import dev.freshet.core.join.MultiJoinSpec.With;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MultiJoinTest {
    private static final With SOON = new With(JoinKind.INNER, new Interval(0, 10));
    private static final With MAYBE = new With(JoinKind.LEFT, new Interval(0, 20));

    @Test
    void aWholeRowComesAtOnceAndOneThatLacksAnythingWhenThatIsCertain() {
        JoinProbe probe = probe(JoinLimits.DEFAULT, SOON, MAYBE);

        assertThat(probe.input(0, "100 a order", "100 b other")).isEmpty();
        assertThat(probe.input(1, "105 a paid", "106 b paid")).isEmpty();
        assertThat(probe.input(2, "101 a sent")).containsExactly("order paid sent @105");
        assertThat(probe.input(1, "110 a again")).containsExactly("order again sent @110");
        assertThat(probe.watermark(120)).isEmpty();
        assertThat(probe.watermark(121)).containsExactly("other paid null @106");
        assertThat(probe.held().entries()).isZero();
    }

    @Test
    void aNeededStreamWithoutARowMakesNothing() {
        JoinProbe probe = probe(JoinLimits.DEFAULT, SOON, MAYBE);
        probe.input(0, "100 a order", "100 - nobody");
        probe.input(2, "101 a sent");

        assertThat(probe.end()).isEmpty();
    }

    @Test
    void rowsOfTheFirstStreamComeAloneWhereAllOthersMayBeMissing() {
        JoinProbe probe = probe(JoinLimits.DEFAULT, MAYBE, MAYBE);

        assertThat(probe.input(0, "100 - nobody", "100 a order")).containsExactly("nobody null null @100");
        probe.restore();
        assertThat(probe.watermark(121)).containsExactly("order null null @100");
    }

    @Test
    void whatWaitsForAnotherStreamIsKeptAndNoLonger() {
        With back = new With(JoinKind.INNER, new Interval(-10, 0));
        JoinProbe probe = probe(JoinLimits.DEFAULT, back, MAYBE);
        probe.input(1, "95 a paid", "100 a now");
        probe.input(0, "100 a order");

        // No more orders come that either could match, but the shipment of this one may.
        assertThat(probe.watermark(115)).isEmpty();
        assertThat(probe.held().entries()).isEqualTo(3);
        probe.restore();
        assertThat(probe.input(2, "118 a sent")).containsExactly("order paid sent @118", "order now sent @118");
        probe.watermark(121);
        assertThat(probe.held().entries()).isZero();
    }

    @Test
    void aRowWithoutRoomIsAsIfItHadNotCome() {
        JoinProbe probe = probe(new JoinLimits(2, JoinLimits.WhenFull.REFUSE), SOON, MAYBE);
        probe.input(0, "100 a order", "101 a second");

        assertThat(probe.input(1, "102 a paid")).isEmpty();
        assertThat(probe.dead()).extracting(dead -> dead.reason()).containsExactly(Reason.STATE_FULL);
        assertThat(probe.end()).isEmpty();
    }

    @Test
    void conditionsAreOfOneForm() {
        With minute = new With(JoinKind.LEFT, new SameWindow(60_000));
        With second = new With(JoinKind.LEFT, new SameWindow(1_000));

        assertThatThrownBy(() -> probe(JoinLimits.DEFAULT, SOON, minute))
                .hasMessageContaining("or all within intervals");
        assertThatThrownBy(() -> probe(JoinLimits.DEFAULT, minute, second)).hasMessageContaining("in one window");
        assertThatThrownBy(() -> new With(JoinKind.ANTI, new Interval(0, 1))).hasMessageContaining("inner or left");
        assertThatThrownBy(() -> new MultiJoinSpec(List.of(input(null)), List.of(), JoinLimits.DEFAULT))
                .hasMessageContaining("needs a first stream");
    }

    private static JoinProbe probe(JoinLimits limits, With second, With third) {
        List<Column> columns = List.of(new Column(0, "v", "v"), new Column(1, "v", "w"), new Column(2, "v", "x"));
        return new JoinProbe(new MultiJoinSpec(List.of(input(null), input(second), input(third)), columns, limits));
    }

    private static Input input(@Nullable With with) {
        return new Input(JoinProbe.SCHEMA, List.of("k"), with);
    }
}
