package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.bolts.checkpoint.RedisEpochStores;
import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.core.epoch.EpochChange;
import dev.freshet.core.epoch.EpochRecord;
import dev.freshet.core.epoch.EpochStore;
import dev.freshet.recount.network.NetworkRecount;
import dev.freshet.recount.network.Recount;
import dev.freshet.services.process.Await;
import dev.freshet.services.redis.RedisServer;
import dev.freshet.testkit.RedisExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The network application in one process, whose generations are failed on purpose while it counts. */
@ExtendWith(RedisExtension.class)
class EpochRunIT {
    private static final long EVENTS = 200_000;
    private static final List<String> RESULTS =
            List.of("host_minute", "talkers_top", "protocol_rolling", "subnet_minute");

    @TempDir
    Path scratch;

    @Test
    void countsOnceWhateverGenerationsFail(RedisServer redis) throws IOException, InterruptedException {
        Path out = scratch.resolve("export");
        Process run = start(redis, out, "10", 2);
        long failed = 0;
        try (EpochStore store = new RedisEpochStores(RedisConfig.parse(redis.url()), "flows").open()) {
            while (run.isAlive() && failed < 3) {
                failed = failAfterAnEpoch(run, store, failed);
            }
        }
        assertThat(failed).as("generations failed").isGreaterThanOrEqualTo(3);
        assertCounted(run, out);
    }

    @Test
    void goesOnWithOtherNumbersOfTasksAfterAllIsLost(RedisServer redis) throws IOException, InterruptedException {
        Path out = scratch.resolve("export");
        int[] tasks = {2, 3, 1};
        try (EpochStore store = new RedisEpochStores(RedisConfig.parse(redis.url()), "flows").open()) {
            long submission = 0;
            for (int parallelism : tasks) {
                Process run = start(redis, out, "10", parallelism);
                long before = submission;
                Await.orFail(
                        "a complete epoch of this run, or its end",
                        Duration.ofSeconds(200),
                        () -> !run.isAlive() || submission(store.read()) > before);
                assertThat(run.isAlive())
                        .as(Files.readString(scratch.resolve("err")))
                        .isTrue();
                submission = submission(store.read());
                run.destroyForcibly().waitFor();
            }
        }
        assertCounted(start(redis, out, "max", 2), out);
    }

    /** Of the newest epoch; 0 if the generation that runs has none yet. */
    private static long submission(EpochStore.Versioned now) {
        byte[] value = now.value();
        return value != null && hasEpoch(now)
                ? EpochRecord.fromBytes(value).shape().submission()
                : 0;
    }

    private Process start(RedisServer redis, Path out, String speed, int parallelism) throws IOException {
        return new CliProcess(scratch)
                .start(
                        "run",
                        "network",
                        "--name",
                        "flows",
                        "--events",
                        "" + EVENTS,
                        "--seed",
                        "5",
                        "--speed",
                        speed,
                        "--parallelism",
                        "" + parallelism,
                        "-D",
                        "checkpoint.interval=200ms",
                        "-D",
                        "sink.parallelism=" + parallelism,
                        "--redis",
                        redis.url(),
                        "--export",
                        out.toString());
    }

    private void assertCounted(Process run, Path out) throws IOException, InterruptedException {
        assertThat(run.waitFor(240, TimeUnit.SECONDS)).as("ends by itself").isTrue();
        assertThat(run.exitValue()).as(Files.readString(scratch.resolve("err"))).isZero();
        Recount recount = NetworkRecount.flows(Flows.records(EVENTS, 5, 0), 2, Flows.BOUND_MS);
        for (String result : RESULTS) {
            assertThat(Files.readString(out.resolve(result + ".csv")))
                    .as(result)
                    .isEqualTo(recount.csv(result));
        }
        assertThat(Files.readString(scratch.resolve("out"))).contains("200,000");
    }

    /** Waits for a complete epoch of the newest generation, and fails that. */
    static long failAfterAnEpoch(Process run, EpochStore store, long failed) {
        Await.orFail(
                "a complete epoch, or the end",
                Duration.ofSeconds(200),
                () -> !run.isAlive() || hasEpoch(store.read()));
        EpochStore.Versioned now = store.read();
        byte[] value = now.value();
        if (value == null || !hasEpoch(now)) {
            return failed;
        }
        EpochRecord record = EpochRecord.fromBytes(value);
        EpochChange change = record.change();
        change.fail(record.generation(), "on purpose");
        return store.compareAndSet(now.version(), change.toRecord().toBytes()) ? failed + 1 : failed;
    }

    private static boolean hasEpoch(EpochStore.Versioned now) {
        byte[] value = now.value();
        if (value == null) {
            return false;
        }
        EpochRecord record = EpochRecord.fromBytes(value);
        return !record.done()
                && !record.completed().isEmpty()
                && record.completed().get(record.completed().size() - 1).generation() == record.generation();
    }
}
