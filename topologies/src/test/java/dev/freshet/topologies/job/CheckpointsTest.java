package dev.freshet.topologies.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.epoch.JobShape;
import dev.freshet.topologies.problem.ProblemsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From what a job that is submitted goes on, with epochs in files. */
class CheckpointsTest {
    private static final String COUNTS = "{ from: in, by: a, window: 1m, aggregate: count() AS n }";

    @TempDir
    private Path scratch = Path.of("");

    @BeforeEach
    void input() throws IOException {
        Files.writeString(scratch.resolve("in.json"), "{\"ts\":1,\"a\":1}\n");
    }

    @Test
    void aJobWithoutEpochsBeginsWithNoState() {
        assertThat(Checkpoints.begin(job(COUNTS, "latest", 2)).notes()).isEmpty();
        assertThat(Checkpoints.begin(job(COUNTS, "scratch", 2)).notes()).isEmpty();
    }

    @Test
    void aJobGoesOnFromItsLatestEpochWithAnotherParallelism() {
        JobEpochs.complete(job(COUNTS, "latest", 2));
        assertThat(Checkpoints.begin(job(COUNTS, "latest", 2)).notes()).containsExactly("goes on from epoch 1");
        assertThat(Checkpoints.begin(job(COUNTS, "latest", 4)).notes())
                .containsExactly(
                        "goes on from epoch 1", "source-in had 2 tasks and has 4", "window-one had 2 tasks and has 4");
        assertThat(Checkpoints.begin(job(COUNTS, "scratch", 4)).notes()).isEmpty();
    }

    @Test
    void whatIsNewBeginsWithNoState() {
        JobEpochs.complete(job(COUNTS, "latest", 2));
        assertThat(Checkpoints.begin(
                                job(COUNTS + "\n  two: { from: in, window: 1h, aggregate: count() AS n }", "latest", 2))
                        .notes())
                .containsExactly("goes on from epoch 1", "window-two is new and begins with no state");
    }

    @Test
    void stateOfSomethingElseIsRefused() {
        JobEpochs.complete(job(COUNTS, "latest", 2));
        PreparedJob changed = job(COUNTS.replace("count()", "sum(a)"), "latest", 2);
        assertThatThrownBy(() -> Checkpoints.begin(changed))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("window-one has state in epoch 1")
                .hasMessageContaining("count()")
                .hasMessageContaining("sum(a)")
                .hasMessageContaining("--from scratch");
    }

    @Test
    void stateThatWouldBeLostIsRefused() {
        JobEpochs.complete(job(COUNTS, "latest", 2));
        PreparedJob changed = job(COUNTS, "latest", 2, "other");
        assertThatThrownBy(() -> Checkpoints.begin(changed))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("window-one has state in epoch 1 and is not in the job any more");
    }

    @Test
    void aSavepointIsFoundByItsName() {
        JobEpochs.complete(job(COUNTS, "latest", 2), "v1");
        assertThat(Checkpoints.begin(job(COUNTS, "v1", 2)).notes()).containsExactly("goes on from epoch 1");
        PreparedJob mistyped = job(COUNTS, "v2", 2);
        assertThatThrownBy(() -> Checkpoints.begin(mistyped))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("job 'j' has no savepoint 'v2'; it has v1");
    }

    @Test
    void aJobThatHadEndedBeginsAnewUnlessItIsToGoOn() {
        JobEpochs.finish(job(COUNTS, "latest", 2));
        PreparedJob unsaid = job(COUNTS, "earliest", 2);
        assertThat(unsaid.from()).isEmpty();
        Checkpoints.Begin anew = Checkpoints.begin(unsaid);
        assertThat(anew.notes()).containsExactly("job 'j' had come to its end and begins anew");
        assertThat(Checkpoints.shape(anew.job(), 2).from()).isEqualTo(JobShape.SCRATCH);
        assertThat(Checkpoints.begin(job(COUNTS, "latest", 2)).notes()).containsExactly("goes on from epoch 2");
    }

    @Test
    void aSavepointNeedsEpochs() {
        PreparedJob off = job(COUNTS, "earlist", 2).with("checkpoint.interval", "0");
        assertThatThrownBy(() -> Checkpoints.begin(off))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("did you mean 'earliest'?")
                .hasMessageContaining("checkpoint.interval is 0");
    }

    @Test
    void aSubmittedJobHasEpochsUnlessSomebodySaysOtherwise() {
        PreparedJob job = JobPlanner.prepare(spec(COUNTS, "latest", 2, "one").build());
        assertThat(Checkpoints.on(job)).isFalse();
        assertThat(Checkpoints.settings(Checkpoints.submitted(job)).intervalMs())
                .isEqualTo(1_000);
        assertThat(Checkpoints.on(Checkpoints.submitted(job.with("checkpoint.interval", "0"))))
                .isFalse();
    }

    private PreparedJob job(String one, String from, int parallelism) {
        return job(one, from, parallelism, "one");
    }

    private PreparedJob job(String one, String from, int parallelism, String name) {
        return JobPlanner.prepare(spec(one, from, parallelism, name).build())
                .with("checkpoint.interval", "100ms")
                .with("checkpoint.store", scratch.resolve("epochs").toUri().toString());
    }

    private JobSpecBuilder spec(String one, String from, int parallelism, String name) {
        Path file = scratch.resolve("j.yaml");
        try {
            Files.writeString(
                    file,
                    String.join(
                            "\n",
                            List.of(
                                    "name: j",
                                    "inputs:",
                                    "  in: { format: json, schema: { ts: TIMESTAMP(ms), a: BIGINT }, time: ts }",
                                    "results:",
                                    "  " + name + ": " + one,
                                    "")));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return JobSpec.application(file.toString())
                .input(scratch.resolve("in.json").toString())
                .from(from)
                .parallelism(parallelism);
    }
}
