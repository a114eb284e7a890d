package dev.freshet.core.epoch;

import static dev.freshet.core.epoch.Shapes.SINK;
import static dev.freshet.core.epoch.Shapes.SOURCE;
import static dev.freshet.core.epoch.Shapes.shape;
import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.epoch.EpochView.State;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class EpochWorkerTest {
    private static final EpochSettings SETTINGS = new EpochSettings(100, 1_000, 50, 2);

    private final MemoryEpochStore store = new MemoryEpochStore();
    private final EpochWorker first = new EpochWorker(store, shape(1, JobShape.LATEST), SETTINGS);
    private final EpochWorker second = new EpochWorker(store, shape(1, JobShape.LATEST), SETTINGS);
    private final EpochWorker third = new EpochWorker(store, shape(1, JobShape.LATEST), SETTINGS);
    private final TaskEpochs source = first.join(SOURCE);
    private final TaskEpochs sink = second.join(SINK);

    @Test
    void epochsComeAtTheirInterval() {
        start();
        step(99);
        assertThat(source.view().trigger()).isZero();
        step(100);
        assertThat(source.view().trigger()).isEqualTo(1);
        report(1);
        step(110);
        assertThat(sink.view().completed()).isEqualTo(1);
        assertThat(sink.view().isComplete(1, 1)).isTrue();
        step(199);
        assertThat(source.view().trigger()).isZero();
        step(200);
        assertThat(source.view().trigger()).isEqualTo(2);
    }

    @Test
    void anEpochThatIsLateFailsItsGeneration() {
        start();
        step(100);
        step(1_099);
        assertThat(source.view().generation()).isEqualTo(1);
        step(1_100);
        assertThat(source.view().generation()).isEqualTo(2);
        EpochRecord record = Objects.requireNonNull(first.record());
        assertThat(record.lastError()).isEqualTo("epoch 1 was not complete in time, for want of [in/0, out/0]");
    }

    @Test
    void aClockThatGoesBackDelaysAndDoesNotStop() {
        start();
        step(90);
        step(-10_000);
        step(-9_901);
        assertThat(source.view().trigger()).isZero();
        step(-9_900);
        assertThat(source.view().trigger()).isEqualTo(1);
    }

    @Test
    void aTaskThatIsStartedAgainSupersedesTheOneBefore() {
        start();
        TaskEpochs again = third.join(SINK);
        third.step(10);
        step(10);
        assertThat(sink.view().state()).isEqualTo(State.SUPERSEDED);
        assertThat(source.view().generation()).isEqualTo(2);
        assertThat(again.view().incarnation()).isGreaterThan(sink.view().incarnation());
        sink.ready(2);
        source.ready(2);
        step(20);
        assertThat(source.view().state()).isEqualTo(State.FORMING);
        again.ready(2);
        third.step(20);
        step(20);
        assertThat(source.view().state()).isEqualTo(State.RUNNING);
    }

    @Test
    void whoIsDisplacedEndsIfNobodyWorksInItsPlace() {
        start();
        displaceSink();
        step(1_109);
        assertThat(second.isStranded()).isFalse();
        step(1_110);
        assertThat(second.isStranded()).isTrue();
        assertThat(first.isStranded()).isFalse();
    }

    @Test
    void whoIsDisplacedStandsStillWhileEpochsAreComplete() {
        start();
        TaskEpochs again = displaceSink();
        for (int epoch = 1; epoch <= 20; epoch++) {
            step(1_000L * epoch);
            source.report(2, epoch, source.blobName(epoch), 3);
            again.report(2, epoch, again.blobName(epoch), 3);
            third.step(1_000L * epoch + 1);
            step(1_000L * epoch + 1);
        }
        assertThat(source.view().completed()).isEqualTo(20);
        assertThat(second.isStranded()).isFalse();
    }

    /** Another process takes the sink at 10 ms, and has the job run at 20. */
    private TaskEpochs displaceSink() {
        TaskEpochs again = third.join(SINK);
        third.step(10);
        step(10);
        assertThat(sink.view().state()).isEqualTo(State.SUPERSEDED);
        source.ready(2);
        again.ready(2);
        third.step(20);
        step(20);
        assertThat(source.view().state()).isEqualTo(State.RUNNING);
        return again;
    }

    @Test
    void aNewerSubmissionSupersedesAll() {
        start();
        EpochWorker newer = new EpochWorker(store, shape(2, JobShape.LATEST), SETTINGS);
        newer.step(10);
        step(10);
        assertThat(source.view().state()).isEqualTo(State.SUPERSEDED);
        assertThat(sink.view().state()).isEqualTo(State.SUPERSEDED);
    }

    @Test
    void blobsThatNobodyNeedsAreRemoved() {
        start();
        for (int epoch = 1; epoch <= 4; epoch++) {
            step(100L * epoch);
            store.put(source.blobName(epoch), new byte[3]);
            store.put(sink.blobName(epoch), new byte[3]);
            report(epoch);
            step(100L * epoch + 10);
        }
        source.discard("9/in/0/1");
        store.put("9/in/0/1", new byte[1]);
        step(430);
        step(440);
        assertThat(store.names()).hasSize(4).contains(source.blobName(4), sink.blobName(3));
        EpochRecord record = Objects.requireNonNull(first.record());
        assertThat(record.garbage()).isEmpty();
    }

    @Test
    void whatTheDeadHaveLeftIsRemovedInTheNextGeneration() {
        start();
        step(100);
        store.put("1/out/0/77", new byte[3]);
        store.put("9/out/0/2", new byte[3]);
        source.failed(1, "a gap");
        step(110);
        source.ready(2);
        sink.ready(2);
        step(120);
        step(130);
        assertThat(store.names()).containsExactly("9/out/0/2");
    }

    @Test
    void aStoreThatHasForgottenEverythingIsGivenAHigherGeneration() {
        start();
        step(100);
        MemoryEpochStore empty = new MemoryEpochStore();
        SwappedStore swapped = new SwappedStore(store);
        EpochWorker worker = new EpochWorker(swapped, shape(1, JobShape.LATEST), SETTINGS);
        worker.join(SINK);
        worker.step(100);
        swapped.to(empty);
        worker.step(110);
        EpochRecord record = Objects.requireNonNull(worker.record());
        assertThat(record.generation()).isEqualTo(3);
        assertThat(record.lastEpoch()).isEqualTo(1);
        assertThat(record.lastError()).isEqualTo("the store has forgotten generation 2, epoch 1");
    }

    @Test
    void tasksThatTheStoreHasForgottenAreEnlistedAgain() {
        SwappedStore swapped = new SwappedStore(store);
        EpochWorker worker = new EpochWorker(swapped, shape(1, JobShape.LATEST), SETTINGS);
        TaskEpochs in = worker.join(SOURCE);
        TaskEpochs out = worker.join(SINK);
        worker.step(0);
        complete(worker, in, out, 0);
        long incarnation = in.view().incarnation();
        swapped.to(new MemoryEpochStore());
        worker.step(300);
        assertThat(in.view().incarnation()).isGreaterThan(incarnation);
        assertThat(in.view().base()).as("the epoch is forgotten").isNull();
        assertThat(in.view().generation()).isGreaterThan(1);
        complete(worker, in, out, 300);
    }

    private static void complete(EpochWorker worker, TaskEpochs in, TaskEpochs out, long nowMs) {
        long generation = in.view().generation();
        in.ready(generation);
        out.ready(generation);
        worker.step(nowMs);
        assertThat(in.view().state()).isEqualTo(State.RUNNING);
        worker.step(nowMs + 100);
        long epoch = in.view().trigger();
        assertThat(epoch).isPositive();
        in.report(generation, epoch, in.blobName(epoch), 3);
        out.report(generation, epoch, out.blobName(epoch), 3);
        worker.step(nowMs + 110);
        assertThat(out.view().isComplete(generation, epoch)).isTrue();
    }

    private void start() {
        step(0);
        source.ready(1);
        sink.ready(1);
        step(0);
        assertThat(source.view().state()).isEqualTo(State.RUNNING);
    }

    private void step(long nowMs) {
        first.step(nowMs);
        second.step(nowMs);
        first.step(nowMs);
    }

    private void report(long epoch) {
        source.report(1, epoch, source.blobName(epoch), 3);
        sink.report(1, epoch, sink.blobName(epoch), 3);
    }
}
