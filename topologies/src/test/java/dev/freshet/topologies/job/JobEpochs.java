package dev.freshet.topologies.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.epoch.EpochChange;
import dev.freshet.core.epoch.EpochRecord;
import dev.freshet.core.epoch.EpochStore;
import dev.freshet.core.epoch.JobShape;
import dev.freshet.core.epoch.Part;
import dev.freshet.core.epoch.TaskName;

/** What a submission of a job has left in its store. */
final class JobEpochs {
    private JobEpochs() {}

    /** One complete epoch, which found more to be read; kept as savepoints. */
    static void complete(PreparedJob job, String... savepoints) {
        write(job, false, savepoints);
    }

    /** All that there is for a job whose sources have sent everything, or were told to stop reading. */
    static void finish(PreparedJob job, String... savepoints) {
        write(job, true, savepoints);
    }

    private static void write(PreparedJob job, boolean finished, String... savepoints) {
        JobShape shape = Checkpoints.shape(job, 1);
        EpochChange change = EpochRecord.first(shape).change();
        for (TaskName task : shape.tasks()) {
            change.ready(task, change.enlist(task), 1);
        }
        change.start();
        // Only the second epoch without input says that the job is done.
        int epochs = finished ? 2 : 1;
        for (long epoch = 1; epoch <= epochs; epoch++) {
            if (epoch == epochs) {
                for (String name : savepoints) {
                    change.askSavepoint(name);
                }
            }
            change.trigger(1_000);
            long incarnation = 0;
            for (TaskName task : shape.tasks()) {
                incarnation++;
                String blob = Part.blobName(epoch, task, incarnation);
                change.report(new Part(task, incarnation, 1, epoch, blob, 10, finished), 1_100, 2);
            }
        }
        EpochRecord record = change.toRecord();
        assertThat(record.done()).isEqualTo(finished);
        try (EpochStore store = Checkpoints.store(job).open()) {
            assertThat(store.compareAndSet(0, record.toBytes())).isTrue();
        }
    }
}
