package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.core.epoch.EpochStore;
import dev.freshet.core.epoch.EpochStoreFactory;
import dev.freshet.core.epoch.JobShape;
import dev.freshet.services.redis.RedisServer;
import dev.freshet.testkit.RedisExtension;
import dev.freshet.topologies.job.Checkpoints;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Epochs and savepoints by the command line, of tasks that do nothing else. */
@ExtendWith(RedisExtension.class)
class CheckpointsIT {
    private static final List<JobShape.Component> COMPONENTS = List.of(
            new JobShape.Component("source-in", 2, true, ""), new JobShape.Component("window-one", 2, false, "x"));

    private final String job = "job-" + UUID.randomUUID();

    @TempDir
    private Path scratch = Path.of("");

    @Test
    void inRedis(RedisServer redis) {
        lists(Checkpoints.store("redis", redis.url(), job), "--redis", redis.url());
    }

    @Test
    void inFiles() {
        String place = scratch.resolve("epochs").toUri().toString();
        lists(Checkpoints.store(place, "", job), "--store", place);
    }

    private void lists(EpochStoreFactory stores, String option, String place) {
        JobShape shape = new JobShape(job, 1, JobShape.LATEST, COMPONENTS);
        assertThat(run(1, "checkpoints", job, option, place).err())
                .contains("job '" + job + "' has no epochs in ", "checkpoint.interval");
        try (EpochJob running = new EpochJob(stores, shape)) {
            CliProcess.Result made = run(0, "savepoint", job, "v1", option, place);
            assertThat(made.out()).matches("(?s)savepoint v1 of " + job + ": epoch \\d+, 4,000 bytes, in \\d+ ms\n");
            assertThat(run(1, "savepoint", job, "v1", option, place).err()).contains("has a savepoint 'v1' already");
        }
        assertThat(run(0, "checkpoints", job, "--json", option, place).out())
                .contains("\"savepoint\":\"v1\"", "\"bytes\":4000", "\"tasks\":4", "\"base\":false")
                .as("ages are of the time of day")
                .containsPattern("\"age_ms\":\\d{1,6},");
        assertThat(run(0, "checkpoints", job, option, place).out())
                .contains("epoch", "age_ms", "v1", "generation 1, from no state");
        assertThat(run(1, "savepoint", job, "v2", "--timeout", "1s", option, place)
                        .err())
                .contains("was complete within 1s: does it run?", "asked for: savepoint v2");
        assertThat(run(0, "savepoint", job, "v2", "--drop", option, place).out())
                .contains("dropped savepoint v2");
        assertThat(run(0, "savepoint", job, "v1", "--drop", option, place).out())
                .contains("dropped savepoint v1");
        assertThat(run(1, "savepoint", job, "v1", "--drop", option, place).err())
                .contains("has no savepoint 'v1'");
        assertThat(run(2, "savepoint", job, "latest", option, place).err()).contains("means something else");
        JobShape again = new JobShape(job, 2, JobShape.LATEST, COMPONENTS);
        try (EpochJob running = new EpochJob(stores, again)) {
            run(0, "savepoint", job, "end", option, place);
        }
        try (EpochStore store = stores.open()) {
            // Two that are kept, the base, the savepoint, one under way, and some that are just being removed.
            assertThat(store.names()).hasSizeLessThan(10 * 4);
        }
    }

    private CliProcess.Result run(int exitCode, String... arguments) {
        CliProcess.Result result = new CliProcess(scratch).run(arguments);
        assertThat(result.exitCode())
                .as(Arrays.toString(arguments) + result.err())
                .isEqualTo(exitCode);
        assertThat(result.err()).doesNotContain("\tat ");
        return result;
    }
}
