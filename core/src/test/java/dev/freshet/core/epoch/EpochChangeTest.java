package dev.freshet.core.epoch;

import static dev.freshet.core.epoch.Shapes.SINK;
import static dev.freshet.core.epoch.Shapes.SOURCE;
import static dev.freshet.core.epoch.Shapes.afterEpoch;
import static dev.freshet.core.epoch.Shapes.part;
import static dev.freshet.core.epoch.Shapes.running;
import static dev.freshet.core.epoch.Shapes.shape;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.epoch.EpochRecord.Phase;
import java.util.List;
import org.junit.jupiter.api.Test;

class EpochChangeTest {
    @Test
    void aGenerationStartsWhenAllTasksAreReady() {
        EpochChange change = EpochRecord.first(shape(1, JobShape.LATEST)).change();
        long source = change.enlist(SOURCE);
        change.ready(SOURCE, source, 1);
        change.start();
        assertThat(change.toRecord().phase()).isEqualTo(Phase.FORMING);
        assertThat(running().phase()).isEqualTo(Phase.RUNNING);
    }

    @Test
    void aTaskThatIsReadyForAnotherGenerationIsNotReady() {
        EpochChange change = EpochRecord.first(shape(1, JobShape.LATEST)).change();
        long first = change.enlist(SOURCE);
        long second = change.enlist(SOURCE);
        change.ready(SOURCE, second, 2);
        change.ready(SOURCE, first, 1);
        assertThat(change.toRecord().tasks().get(SOURCE)).isEqualTo(new EpochRecord.Admitted(second, false));
    }

    @Test
    void theLastReportCompletesAnEpoch() {
        EpochRecord record = afterEpoch(running(), false);
        assertThat(record.pending()).isNull();
        assertThat(record.latest()).isEqualTo(1);
        assertThat(record.completed().get(0).parts()).extracting(Part::task).containsExactly(SOURCE, SINK);
        assertThat(record.needed()).containsExactlyInAnyOrder("1/in/0/1", "1/out/0/2");
    }

    @Test
    void aPartOfAnOlderGenerationIsNotTaken() {
        EpochChange change = running().change();
        change.trigger(0);
        EpochRecord first = change.toRecord();
        Part late = part(first, SOURCE, false);
        change.fail(1, "lost");
        EpochRecord failed = change.toRecord();
        change.ready(SOURCE, 1, 2);
        change.ready(SINK, 2, 2);
        change.start();
        change.trigger(0);
        change.report(late, 0, 2);
        EpochRecord second = change.toRecord();
        assertThat(failed.garbage()).containsExactlyInAnyOrder("1/in/0/1", "1/out/0/2");
        assertThat(second.missing()).containsExactly(SOURCE, SINK);
        assertThat(second.lastEpoch()).isEqualTo(2);
    }

    @Test
    void manyFailuresOfOneGenerationMakeOneNext() {
        EpochChange change = afterEpoch(running(), false).change();
        change.fail(1, "a gap");
        change.fail(1, "another gap");
        change.fail(2, "not running yet");
        EpochRecord failed = change.toRecord();
        assertThat(failed.generation()).isEqualTo(2);
        assertThat(failed.lastError()).isEqualTo("a gap");
        assertThat(failed.base()).isEqualTo(failed.completed().get(0));
        assertThat(failed.attempts()).isEqualTo(2);
    }

    @Test
    void aTaskThatIsStartedAgainFailsTheRunningGeneration() {
        EpochChange change = running().change();
        long again = change.enlist(SINK);
        EpochRecord record = change.toRecord();
        assertThat(record.generation()).isEqualTo(2);
        assertThat(record.incarnation(SINK)).isEqualTo(again).isEqualTo(3);
        assertThat(record.lastError()).isEqualTo("out/0 was started again");
    }

    @Test
    void onlySoManyEpochsAreKept() {
        EpochRecord record = afterEpoch(afterEpoch(afterEpoch(running(), false), false), false);
        assertThat(record.completed()).extracting(CompletedEpoch::epoch).containsExactly(2L, 3L);
        assertThat(record.garbage()).containsExactlyInAnyOrder("1/in/0/1", "1/out/0/2");
        EpochChange change = record.change();
        change.collected(record.garbage());
        assertThat(change.toRecord().garbage()).isEmpty();
    }

    @Test
    void aSavepointIsTheNextEpochThatIsTriggeredAndStaysUntilItIsDropped() {
        EpochChange asked = running().change();
        asked.askSavepoint("friday");
        EpochRecord record =
                afterEpoch(afterEpoch(afterEpoch(afterEpoch(asked.toRecord(), false), false), false), false);
        assertThat(record.savepoints().get("friday"))
                .extracting(CompletedEpoch::epoch)
                .isEqualTo(1L);
        assertThat(record.needed()).contains("1/in/0/1").doesNotContain("2/in/0/1");
        EpochChange change = record.change();
        change.dropSavepoint("friday");
        assertThat(change.toRecord().garbage()).contains("1/in/0/1");
    }

    @Test
    void aJobIsDoneAfterTwoEpochsThatFoundAllSourcesFinished() {
        EpochRecord once = afterEpoch(running(), true);
        assertThat(once.done()).isFalse();
        EpochRecord twice = afterEpoch(once, true);
        assertThat(twice.done()).isTrue();
        EpochChange change = twice.change();
        change.trigger(0);
        assertThat(change.changed()).isFalse();
    }

    @Test
    void anOlderEpochIsTakenIfTheBaseIsDamaged() {
        EpochChange change = afterEpoch(afterEpoch(running(), false), false).change();
        change.fail(1, "a gap");
        change.ready(SOURCE, 1, 2);
        change.ready(SINK, 2, 2);
        change.start();
        change.damaged(2, 1, "not the base");
        change.damaged(2, 2, "sum is wrong");
        EpochRecord record = change.toRecord();
        assertThat(record.generation()).isEqualTo(3);
        assertThat(record.base()).extracting(CompletedEpoch::epoch).isEqualTo(1L);
        assertThat(record.garbage()).containsExactlyInAnyOrder("2/in/0/1", "2/out/0/2");
        assertThat(record.lastError()).isEqualTo("sum is wrong");
    }

    @Test
    void aBaseMayBeFoundDamagedBeforeTheGenerationStarts() {
        EpochChange change = afterEpoch(afterEpoch(running(), false), false).change();
        change.fail(1, "a gap");
        change.damaged(2, 2, "sum is wrong");
        EpochRecord older = change.toRecord();
        assertThat(older.generation()).isEqualTo(3);
        assertThat(older.base()).extracting(CompletedEpoch::epoch).isEqualTo(1L);
        change.damaged(3, 1, "sum is wrong here too");
        EpochRecord none = change.toRecord();
        assertThat(none.generation()).isEqualTo(3);
        assertThat(none.lastError())
                .isEqualTo("epoch 1 cannot be read, and none before it is kept: sum is wrong here too");
        EpochChange again = none.change();
        again.damaged(3, 1, "another part is wrong");
        assertThat(again.changed()).isFalse();
    }

    @Test
    void aNewSubmissionStartsWhereItSays() {
        EpochChange asked = running().change();
        asked.askSavepoint("friday");
        EpochRecord record = afterEpoch(afterEpoch(asked.toRecord(), false), false);
        assertThat(submitted(record, JobShape.LATEST).base())
                .extracting(CompletedEpoch::epoch)
                .isEqualTo(2L);
        assertThat(submitted(record, "friday").base())
                .extracting(CompletedEpoch::epoch)
                .isEqualTo(1L);
        EpochRecord scratch = submitted(record, JobShape.SCRATCH);
        assertThat(scratch.base()).isNull();
        assertThat(scratch.generation()).isEqualTo(2);
        assertThat(scratch.incarnation(SOURCE)).isZero();
        assertThatThrownBy(() -> submitted(record, "monday"))
                .hasMessage("job job has no savepoint 'monday' (has [friday])");
    }

    @Test
    void untilItHasAnEpochOfItsOwnASubmissionKeepsItsBase() {
        EpochChange change =
                submitted(afterEpoch(running(), false), JobShape.SCRATCH).change();
        change.ready(SOURCE, change.enlist(SOURCE), 2);
        change.ready(SINK, change.enlist(SINK), 2);
        change.start();
        change.fail(2, "a gap");
        assertThat(change.toRecord().base()).isNull();
        assertThat(change.toRecord().generation()).isEqualTo(3);
    }

    @Test
    void stateThatMeansSomethingElseIsRefused() {
        EpochRecord record = afterEpoch(running(), false);
        JobShape other =
                new JobShape("job", 2, JobShape.LATEST, List.of(new JobShape.Component("in", 3, true, "columns")));
        assertThatThrownBy(() -> record.change().submit(other))
                .hasMessage("job job cannot go on: in has state in epoch 1 that means something else (was rows, is"
                        + " columns); out has state in epoch 1 and is not in the job any more");
    }

    @Test
    void aStoreThatForgotIsRaisedAboveWhatWasSeen() {
        EpochChange change = running().change();
        change.raise(7, 40, 12);
        EpochRecord record = change.toRecord();
        assertThat(record.generation()).isEqualTo(8);
        assertThat(record.lastIncarnation()).isEqualTo(40);
        assertThat(record.lastEpoch()).isEqualTo(12);
        assertThat(record.phase()).isEqualTo(Phase.FORMING);
    }

    private static EpochRecord submitted(EpochRecord record, String from) {
        EpochChange change = record.change();
        change.submit(shape(2, from));
        return change.toRecord();
    }
}
