package dev.freshet.spouts.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.job.JobBoard;
import dev.freshet.core.operator.Counters;
import dev.freshet.storm.Tuples;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SourceTaskTest {
    private static final SourceTiming TIMING = SourceTiming.DEFAULT.outOfOrder(Duration.ofMillis(10));
    private static final SourceLimits LIMITS = new SourceLimits(2, 1 << 20, 4, 1 << 20);

    @Test
    void watermarkFollowsTheAckedPrefix() {
        SourceHarness harness = new SourceHarness(TIMING, LIMITS, 1);
        harness.reader.put(0, "100", "200", "300", "400");
        harness.step(100);
        harness.step(30);
        List<SourceHarness.Sent> rows = harness.takeRows();
        assertThat(rows).hasSize(2);
        harness.takeControls();
        harness.task.acked(rows.get(1).id());
        harness.step(30);
        assertThat(harness.takeControls()).isEmpty();
        assertThat(harness.reader.processed).isEmpty();
        harness.task.acked(rows.get(0).id());
        harness.step(30);
        assertThat(harness.takeControls())
                .hasSize(2)
                .allSatisfy(sent ->
                        assertThat(SourceHarness.control(sent).watermarkMs()).isEqualTo(390));
        assertThat(harness.reader.processed).containsEntry(0, 4L);
    }

    @Test
    void timesFarAheadAreDeadAndDoNotMoveEventTime() {
        SourceTiming timing = TIMING.maxAhead(Duration.ofSeconds(60));
        SourceHarness harness = new SourceHarness(timing, LIMITS, 1);
        String latest = Long.toString(harness.nowMs + 100 + 60_000);
        String ahead = Long.toString(harness.nowMs + 100 + 60_001);
        harness.reader.put(0, "100", "4070908800000", "200", ahead, "100000", "900000", latest);
        harness.step(100);
        for (int i = 0; i < 5; i++) {
            harness.takeRows().forEach(row -> harness.task.acked(row.id()));
            harness.step(0);
        }
        assertThat(harness.counters.read())
                .containsEntry("dead.time_ahead", 2L)
                .containsEntry(Counters.DEAD, 2L)
                .containsEntry(Counters.ROWS_OUT, 5L)
                .containsEntry(Counters.EVENTS_IN, 7L);
        assertThat(harness.published(JobBoard.MAX_EVENT_TIME_MS)).isIn("", latest);
    }

    /** It is read a moment after its true time, so it is less than a day ahead of the clock. */
    @Test
    void oneEventADayAheadCostsItselfAlone() {
        SourceHarness harness = new SourceHarness(TIMING.maxAhead(Duration.ofHours(1)), LIMITS, 1);
        long liveMs = harness.nowMs;
        String jump = Long.toString(liveMs + Duration.ofDays(1).toMillis());
        harness.reader.put(0, Long.toString(liveMs - 100), jump, Long.toString(liveMs - 50), Long.toString(liveMs));
        harness.step(100);
        for (int i = 0; i < 5; i++) {
            harness.takeRows().forEach(row -> harness.task.acked(row.id()));
            harness.step(0);
        }
        assertThat(harness.counters.read())
                .containsEntry("dead.time_ahead", 1L)
                .containsEntry(Counters.DEAD, 1L)
                .containsEntry(Counters.LATE, 0L)
                .containsEntry(Counters.ROWS_OUT, 3L);
        assertThat(harness.published(JobBoard.MAX_EVENT_TIME_MS)).isIn("", Long.toString(liveMs));
    }

    @Test
    void withoutABoundAnyTimeIsTaken() {
        SourceHarness harness = new SourceHarness(TIMING, LIMITS, 1);
        harness.reader.put(0, "100", "4070908800000");
        harness.step(100);
        assertThat(harness.takeRows()).extracting(row -> row.batch().size()).containsExactly(2);
    }

    @Test
    void failedPartIsSentAgainAlone() {
        SourceHarness harness = new SourceHarness(TIMING, LIMITS, 2);
        harness.reader.put(0, "100", "101");
        harness.step(100);
        List<SourceHarness.Sent> rows = harness.takeRows();
        assertThat(rows).hasSize(2);
        harness.task.acked(rows.get(0).id());
        harness.task.failed(rows.get(1).id());
        harness.step(10);
        assertThat(harness.takeRows()).isEmpty();
        harness.step(60);
        SourceHarness.Sent again = harness.takeRows().get(0);
        assertThat(again.delivery()).isEqualTo(rows.get(1).delivery());
        assertThat(again.batch()).isSameAs(rows.get(1).batch());
        assertThat(again.id()).isEqualTo(rows.get(1).id());
        harness.task.acked(again.id());
        harness.task.acked(again.id());
        assertThat(harness.reader.processed).containsEntry(0, 2L);
    }

    @Test
    void endsWhenTheEndIsAcked() {
        SourceHarness harness = new SourceHarness(TIMING, LIMITS, 1);
        harness.reader.put(0, "100");
        harness.reader.ended.add(0);
        harness.step(100);
        SourceHarness.Sent row = harness.takeRows().get(0);
        harness.takeControls();
        harness.step(100);
        assertThat(harness.takeControls()).isEmpty();
        harness.task.acked(row.id());
        harness.step(100);
        List<SourceHarness.Sent> ends = harness.takeControls();
        assertThat(ends)
                .hasSize(2)
                .allSatisfy(
                        sent -> assertThat(SourceHarness.control(sent).isEnd()).isTrue());
        harness.task.acked(ends.get(0).id());
        harness.task.failed(ends.get(1).id());
        harness.step(100);
        assertThat(harness.published(JobBoard.STATE)).isEqualTo(JobBoard.RUNNING);
        harness.task.acked(harness.takeControls().get(0).id());
        harness.step(100);
        assertThat(harness.task.finished()).isTrue();
        assertThat(harness.published(JobBoard.STATE)).isEqualTo(JobBoard.FINISHED);
        assertThat(harness.published(Counters.EVENTS_IN)).isEqualTo("1");
    }

    @Test
    void taskWithoutPartitionsEndsAtOnceOrIsIdle() {
        SourceHarness ended = new SourceHarness(TIMING, LIMITS, 1);
        ended.step(100);
        assertThat(SourceHarness.control(ended.takeControls().get(0)).isEnd()).isTrue();
        SourceHarness endless = new SourceHarness(TIMING, LIMITS, 1);
        endless.reader.bounded = false;
        endless.reader.put(0);
        endless.step(100);
        endless.takeControls();
        for (long waited = 0; waited < TIMING.idleMs(); waited += 100) {
            endless.step(100);
        }
        assertThat(SourceHarness.control(endless.takeControls().get(0)).idle()).isTrue();
    }

    @Test
    void aSourceThatDoesNotAnswerIsNotIdle() {
        SourceHarness harness = new SourceHarness(TIMING, LIMITS, 1);
        harness.reader.bounded = false;
        harness.reader.put(0);
        harness.reader.answers = false;
        for (long waited = 0; waited < 3 * TIMING.idleMs(); waited += 100) {
            harness.step(100);
        }
        assertThat(harness.takeControls())
                .noneMatch(sent -> SourceHarness.control(sent).idle());
        harness.reader.answers = true;
        for (long waited = 0; waited < TIMING.idleMs() + 200; waited += 100) {
            harness.step(100);
        }
        assertThat(SourceHarness.control(harness.takeControls().get(0)).idle()).isTrue();
    }

    @Test
    void aTaskThatWasFrozenWaitsForAllItsPartitions() {
        SourceHarness harness = new SourceHarness(TIMING, LIMITS, 1);
        harness.reader.bounded = false;
        harness.reader.put(0, "100");
        harness.reader.put(1, "100");
        for (int i = 0; i < 5; i++) {
            harness.step(30);
            harness.takeRows().forEach(row -> harness.task.acked(row.id()));
        }
        harness.takeControls();
        // Partition 1 has as much as partition 0, but it is fetched a little later.
        harness.reader.put(0, "70000");
        for (int i = 0; i < 5; i++) {
            harness.step(i == 0 ? 10 * TIMING.idleMs() : 30);
            harness.takeRows().forEach(row -> harness.task.acked(row.id()));
        }
        assertThat(harness.takeControls())
                .noneMatch(sent -> SourceHarness.control(sent).watermarkMs() > 90);
        harness.reader.put(1, "60000");
        for (int i = 0; i < 5; i++) {
            harness.step(30);
            harness.takeRows().forEach(row -> harness.task.acked(row.id()));
        }
        assertThat(harness.takeControls())
                .last()
                .satisfies(sent ->
                        assertThat(SourceHarness.control(sent).watermarkMs()).isEqualTo(59_990));
    }

    @Test
    void inFlightIsLimitedAndNotIdleMeanwhile() {
        SourceHarness harness = new SourceHarness(TIMING, LIMITS, 1);
        for (int i = 0; i < 100; i++) {
            harness.reader.put(0, Integer.toString(i));
        }
        for (int i = 0; i < 50; i++) {
            harness.step(1_000);
        }
        assertThat(harness.takeRows()).hasSize(4);
        assertThat(harness.takeControls())
                .noneMatch(sent -> SourceHarness.control(sent).idle());
    }

    @Test
    void aheadPartitionWaitsForOthers() {
        SourceHarness harness = new SourceHarness(TIMING.aligned(Duration.ofMillis(500)), LIMITS, 1);
        harness.reader.put(0, "1000", "2000", "3000", "4000");
        harness.board.othersMs = 1_000;
        harness.step(100);
        harness.step(100);
        harness.step(100_000);
        assertThat(harness.takeRows()).hasSize(1);
        assertThat(harness.takeControls())
                .noneMatch(sent -> SourceHarness.control(sent).idle());
        harness.board.othersMs = 2_000;
        harness.step(100);
        assertThat(harness.takeRows()).hasSize(1);
    }

    @Test
    void drainEndsWithWhatIsInFlight() {
        SourceHarness harness = new SourceHarness(TIMING, LIMITS, 1);
        harness.reader.bounded = false;
        harness.reader.put(0, "1", "2", "3", "4");
        harness.step(100);
        harness.board.drain = true;
        harness.step(100);
        List<SourceHarness.Sent> rows = harness.takeRows();
        assertThat(rows).hasSize(1);
        harness.takeControls();
        harness.task.acked(rows.get(0).id());
        harness.step(100);
        harness.takeControls().forEach(sent -> harness.task.acked(sent.id()));
        assertThat(harness.reader.settled).isFalse();
        harness.step(100);
        assertThat(harness.task.finished()).isTrue();
        assertThat(harness.reader.settled).isTrue();
    }

    @Test
    void deadRecordsAreSentAndCounted() {
        SourceHarness harness = new SourceHarness(TIMING, LIMITS, 1);
        harness.reader.put(0, "x", "100");
        harness.step(100);
        List<SourceHarness.Sent> tuples = harness.takeRows();
        assertThat(tuples).extracting(SourceHarness.Sent::stream).containsExactly("rows", Tuples.DEAD_STREAM);
        assertThat(tuples.get(1).batch().column(5).value(0)).isEqualTo(new byte[] {'x'});
        assertThat(harness.counters.read())
                .containsEntry("events_in", 2L)
                .containsEntry("dead", 1L)
                .containsEntry("dead.malformed", 1L);
        harness.task.acked(tuples.get(0).id());
        assertThat(harness.reader.processed).isEmpty();
        harness.task.acked(tuples.get(1).id());
        assertThat(harness.reader.processed).containsEntry(0, 2L);
    }

    @Test
    void failureIsToldAndNothingIsSentAfterwards() {
        SourceHarness harness = new SourceHarness(TIMING, LIMITS, 1);
        harness.reader.put(0, "1");
        harness.reader.failure = new SourceFailure("topic 'x' does not exist at h:1");
        harness.step(100);
        assertThat(harness.published(JobBoard.STATE)).isEqualTo(JobBoard.FAILED);
        assertThat(harness.published(JobBoard.ERROR)).isEqualTo("topic 'x' does not exist at h:1");
        harness.reader.failure = null;
        harness.step(100);
        assertThat(harness.takeRows()).isEmpty();
    }

    @Test
    void pacedRowsComeWhenTheyAreDue() {
        SourceHarness harness = new SourceHarness(TIMING.atSpeed(10), new SourceLimits(100, 1 << 20, 100, 1 << 20), 1);
        harness.reader.put(0, "0", "5", "2000", "1990", "10000");
        harness.step(100);
        assertThat(harness.takeRows())
                .singleElement()
                .satisfies(sent -> assertThat(sent.batch().size()).isEqualTo(1));
        harness.step(199);
        assertThat(harness.takeRows())
                .singleElement()
                .satisfies(sent -> assertThat(sent.batch().size()).isEqualTo(1));
        harness.step(1);
        SourceHarness.Sent both = harness.takeRows().get(0);
        assertThat(both.batch().size()).isEqualTo(2);
        harness.step(799);
        assertThat(harness.takeRows()).isEmpty();
        harness.step(1);
        assertThat(harness.takeRows()).hasSize(1);
    }
}
