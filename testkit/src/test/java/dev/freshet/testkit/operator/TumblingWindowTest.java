package dev.freshet.testkit.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.freshet.core.aggregate.AggregateCall;
import dev.freshet.core.aggregate.AggregateKind;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import dev.freshet.core.time.PartitionClock;
import dev.freshet.core.window.WindowAggregateSpec;
import dev.freshet.core.window.WindowSpec;
import dev.freshet.testkit.operator.OperatorKit.Plan;
import dev.freshet.testkit.operator.OperatorKit.Rows;
import dev.freshet.testkit.operator.OperatorKit.Stage;
import dev.freshet.testkit.operator.OperatorKit.Step;
import dev.freshet.testkit.operator.OperatorKit.Tick;
import dev.freshet.testkit.operator.OperatorKit.Watermark;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TumblingWindowTest {
    private static final Schema FLOWS =
            Schema.of(Field.required("src", Type.VARCHAR), Field.nullable("bytes", Type.BIGINT));

    private final PartitionClock clock = new PartitionClock(2);
    private long offset;

    @Test
    void countsAndSumsByKeyOnceTheWatermarkPassesTheEnd() {
        var outcome = run(
                WindowSpec.tumbling(10),
                rows("1 a 5", "9 b 7", "3 a 6"),
                new Watermark(9),
                rows("10 a 1"),
                new Watermark(10));

        assertThat(outcome.output().values())
                .containsExactly(
                        Arrays.asList(0L, 10L, "a", 2L, 11L, "final", 0L),
                        Arrays.asList(0L, 10L, "b", 1L, 7L, "final", 0L),
                        Arrays.asList(10L, 20L, "a", 1L, 1L, "final", 0L));
        assertThat(outcome.output().dead()).isEmpty();
    }

    @Test
    void windowsBeforeTheEpochAreAlignedLikeOthers() {
        var outcome = run(WindowSpec.tumbling(10), rows("-11 a 1", "-10 a 2", "-1 a 3", "0 a 4"));

        assertThat(outcome.output().values())
                .containsExactly(
                        Arrays.asList(-20L, -10L, "a", 1L, 1L, "final", 0L),
                        Arrays.asList(-10L, 0L, "a", 2L, 5L, "final", 0L),
                        Arrays.asList(0L, 10L, "a", 1L, 4L, "final", 0L));
    }

    @Test
    void aRowIsLateByTheWatermarkOfItsPartitionBeforeIt() {
        // Before the row at 3 the partition stood at 9013 − 2; before the one at 9009 at 9011.
        var outcome = run(WindowSpec.tumbling(10), rows("1 a 1", "9013 a 1", "3 a 1", "9009 a 1"));

        assertThat(outcome.output().dead())
                .extracting(CollectedOutput.Dead::reason, CollectedOutput.Dead::detail, CollectedOutput.Dead::offset)
                .containsExactly(tuple(Reason.LATE, "late by 9.0 s", 2L), tuple(Reason.LATE, "late by 2 ms", 3L));
        assertThat(outcome.output().values()).hasSize(2);
    }

    @Test
    void earlyFinalAndCorrectedResultsCountTheirRevisions() {
        var outcome = run(
                WindowSpec.tumbling(10).withAllowedLateness(5).withEarly(100),
                new Tick(0),
                rows("1 a 5", "2 b 1"),
                new Tick(100),
                rows("3 a 6"),
                new Tick(150),
                new Tick(200),
                new Watermark(10),
                rows("11 a 1", "4 b 3"),
                new Tick(201));

        assertThat(outcome.output().values())
                .containsExactly(
                        Arrays.asList(0L, 10L, "a", 1L, 5L, "early", 0L),
                        Arrays.asList(0L, 10L, "b", 1L, 1L, "early", 0L),
                        Arrays.asList(0L, 10L, "a", 2L, 11L, "early", 1L),
                        Arrays.asList(0L, 10L, "a", 2L, 11L, "final", 2L),
                        Arrays.asList(0L, 10L, "b", 1L, 1L, "final", 1L),
                        Arrays.asList(0L, 10L, "b", 2L, 4L, "late", 2L),
                        Arrays.asList(10L, 20L, "a", 1L, 1L, "final", 0L));
    }

    @Test
    void theFinalResultBeginsWithWhatWasNotShownBefore() {
        var outcome = run(
                WindowSpec.tumbling(10).withEarly(100),
                new Tick(0),
                rows("1 a 5", "2 c 1", "2 d 4"),
                new Tick(100),
                rows("3 b 6", "4 c 2"),
                new Watermark(10));

        assertThat(outcome.output().values().subList(3, 7))
                .containsExactly(
                        Arrays.asList(0L, 10L, "b", 1L, 6L, "final", 0L),
                        Arrays.asList(0L, 10L, "c", 2L, 3L, "final", 1L),
                        Arrays.asList(0L, 10L, "a", 1L, 5L, "final", 1L),
                        Arrays.asList(0L, 10L, "d", 1L, 4L, "final", 1L));
    }

    @Test
    void aTimeWhoseWindowsReachBeyondTheRangeIsRejected() {
        var outcome = run(
                WindowSpec.tumbling(10),
                rows(Long.MIN_VALUE + 30 + " a 1", Long.MIN_VALUE + " a 1", Long.MAX_VALUE + " a 1"));

        assertThat(outcome.output().dead())
                .extracting(CollectedOutput.Dead::reason)
                .containsExactly(Reason.BAD_TIME, Reason.BAD_TIME);
        assertThat(outcome.output().values()).hasSize(1);
    }

    @Test
    void rowsOfAPartitionThatWokeUpAfterItsWindowsWereClosedAreLateWithTheirCount() {
        // The watermark went on without the partition; by its own clock the rows were in time.
        var outcome = run(WindowSpec.tumbling(10), new Watermark(7310), rows("1 a 5", "2 a 6", "3 b 7"));

        assertThat(outcome.output().dead())
                .extracting(CollectedOutput.Dead::detail, CollectedOutput.Dead::rows)
                .containsExactly(tuple("late by up to 7.3 s", 2L), tuple("late by up to 7.3 s", 1L));
        assertThat(outcome.output().values()).isEmpty();
    }

    @Test
    void aSumBeyondBigintIsADeadLetterAndNoResult() {
        var outcome = run(WindowSpec.tumbling(10), rows("1 a " + Long.MAX_VALUE, "2 a 1", "3 b 7"));

        assertThat(outcome.output().dead())
                .extracting(CollectedOutput.Dead::reason, CollectedOutput.Dead::detail)
                .containsExactly(tuple(Reason.EXPRESSION, "sum(bytes) = 9223372036854775808 is beyond BIGINT"));
        assertThat(outcome.output().values()).containsExactly(Arrays.asList(0L, 10L, "b", 1L, 7L, "final", 0L));
    }

    private OperatorKit.Outcome run(WindowSpec window, Step... steps) {
        Expr bytes = new Expr.Column(1, "bytes", Type.BIGINT, true);
        var spec = new WindowAggregateSpec(
                List.of(new NamedExpr("src", new Expr.Column(0, "src", Type.VARCHAR, false))),
                window,
                List.of(
                        new AggregateCall(AggregateKind.COUNT, List.of(), List.of(), "flows"),
                        new AggregateCall(AggregateKind.SUM, List.of(bytes), List.of(), "total")),
                FLOWS);
        return OperatorKit.run(
                List.of(Stage.spread(spec.partial()), Stage.keyed(spec.complete(), spec.keyColumns())),
                List.of(steps),
                Plan.PLAIN);
    }

    /** Rows of one partition, each {@code time src bytes}. */
    private Rows rows(String... lines) {
        BatchBuilder builder = new BatchBuilder(FLOWS);
        for (String line : lines) {
            String[] parts = line.split(" ", -1);
            long time = Long.parseLong(parts[0]);
            builder.putText(0, parts[1]);
            builder.putLong(1, Long.parseLong(parts[2]));
            builder.endRow(time, offset++, clock.observe(time));
        }
        Batch batch = builder.build(new Origin("flows", 0, 0, offset - 1));
        return new Rows(batch);
    }
}
