package dev.freshet.testkit.join;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.join.AsOfDirection;
import dev.freshet.core.join.AsOfJoinSpec;
import dev.freshet.core.join.JoinKind;
import dev.freshet.core.join.JoinLimits;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The examples that the documentation of {@code pandas.merge_asof} gives, and its results. */
final class MergeAsOfTest {
    /** Milliseconds after 13:30:00; bid/ask. */
    private static final String[] QUOTES = {
        "23 GOOG 720.50/720.93",
        "23 MSFT 51.95/51.96",
        "30 MSFT 51.97/51.98",
        "41 MSFT 51.99/52.00",
        "48 GOOG 720.50/720.93",
        "49 AAPL 97.99/98.01",
        "72 GOOG 720.50/720.88",
        "75 MSFT 52.01/52.03"
    };

    /** Price x quantity. */
    private static final String[] TRADES = {
        "23 MSFT 51.95x75", "38 MSFT 51.95x155", "48 GOOG 720.77x100", "48 GOOG 720.92x100", "48 AAPL 98.00x100"
    };

    private static final String[] LEFT = {"1 all a", "5 all b", "10 all c"};
    private static final String[] RIGHT = {"1 all 1", "2 all 2", "3 all 3", "6 all 6", "7 all 7"};

    @Test
    void tradesAndQuotes() {
        assertThat(trades(AsOfJoinSpec.UNLIMITED, true))
                .containsExactlyInAnyOrder(
                        "51.95x75 51.95/51.96 @23",
                        "51.95x155 51.97/51.98 @38",
                        "720.77x100 720.50/720.93 @48",
                        "720.92x100 720.50/720.93 @48",
                        "98.00x100 null @48");
    }

    @Test
    void withinTwoMilliseconds() {
        assertThat(trades(2, true))
                .containsExactlyInAnyOrder(
                        "51.95x75 51.95/51.96 @23",
                        "51.95x155 null @38",
                        "720.77x100 720.50/720.93 @48",
                        "720.92x100 720.50/720.93 @48",
                        "98.00x100 null @48");
    }

    @Test
    void withinTenMillisecondsWithoutExactMatches() {
        assertThat(trades(10, false))
                .containsExactlyInAnyOrder(
                        "51.95x75 null @23",
                        "51.95x155 51.97/51.98 @38",
                        "720.77x100 null @48",
                        "720.92x100 null @48",
                        "98.00x100 null @48");
    }

    @Test
    void directions() {
        assertThat(merged(AsOfDirection.BACKWARD, true)).containsExactly("a 1 @1", "b 3 @5", "c 7 @10");
        assertThat(merged(AsOfDirection.BACKWARD, false)).containsExactly("a null @1", "b 3 @5", "c 7 @10");
        assertThat(merged(AsOfDirection.FORWARD, true)).containsExactly("a 1 @1", "b 6 @6", "c null @10");
        assertThat(merged(AsOfDirection.NEAREST, true)).containsExactly("a 1 @1", "b 6 @6", "c 7 @10");
    }

    private static List<String> merged(AsOfDirection direction, boolean exact) {
        return run(direction, AsOfJoinSpec.UNLIMITED, exact, LEFT, RIGHT);
    }

    private static List<String> trades(long toleranceMs, boolean exact) {
        return run(AsOfDirection.BACKWARD, toleranceMs, exact, TRADES, QUOTES);
    }

    private static List<String> run(
            AsOfDirection direction, long toleranceMs, boolean exact, String[] left, String[] right) {
        JoinProbe join = new JoinProbe(new AsOfJoinSpec(
                JoinProbe.INPUTS, JoinKind.LEFT, direction, toleranceMs, exact, JoinProbe.BOTH, JoinLimits.DEFAULT));
        List<String> rows = new ArrayList<>(join.left(left));
        rows.addAll(join.rightOf(0, right));
        rows.addAll(join.end());
        return rows;
    }
}
