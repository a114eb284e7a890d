package dev.freshet.core.epoch;

import static dev.freshet.core.epoch.Shapes.SOURCE;
import static dev.freshet.core.epoch.Shapes.shape;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TaskEpochsTest {
    private final EpochRecord record = EpochRecord.first(shape(1, JobShape.LATEST));
    private final TaskEpochs task = new TaskEpochs(SOURCE);

    @Test
    void aReportThatCameTooLateIsDiscardedAlthoughTheNextReplacesIt() {
        task.report(1, 3, "late", 1);
        task.report(2, 4, "next", 1);
        assertThat(task.see(record, true)).containsExactlyInAnyOrder("late", "next");
    }

    @Test
    void aReportThatIsOvertakenIsDiscarded() {
        task.report(2, 4, "next", 1);
        task.report(1, 3, "late", 1);
        assertThat(task.see(record, true)).containsExactlyInAnyOrder("late", "next");
    }

    @Test
    void aReportThatWasTakenIsKeptThoughTheNextReplacesItBeforeThisEndKnows() {
        EpochRecord taken = Shapes.afterEpoch(Shapes.running(), false);
        long generation = taken.generation();
        long epoch = taken.latest();
        task.enlisted(taken.incarnation(SOURCE));
        task.report(generation, epoch, Part.blobName(epoch, SOURCE, taken.incarnation(SOURCE)), 9);
        task.report(generation, epoch + 1, "next", 1);
        assertThat(task.see(taken, true)).containsExactly("next");
    }

    @Test
    void aReportOfTheSameEpochIsTheSame() {
        task.report(2, 4, "blob", 1);
        task.report(2, 4, "blob", 1);
        assertThat(task.see(record, true)).containsExactly("blob");
    }
}
