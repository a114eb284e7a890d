package dev.freshet.topologies.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.freshet.core.epoch.JobShape;
import dev.freshet.services.redis.RedisServer;
import dev.freshet.testkit.RedisExtension;
import dev.freshet.topologies.problem.ProblemsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A job of a topic that was drained and is submitted again, with its epochs in Redis. */
@ExtendWith(RedisExtension.class)
class DrainedJobIT {
    private final String name = "drained-" + UUID.randomUUID();

    @TempDir
    private Path scratch = Path.of("");

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"latest", "earliest", "committed", "end"})
    void isRefusedUntilSomebodySaysWhereItBegins(@Nullable String from, RedisServer redis) throws IOException {
        JobEpochs.finish(job(redis, null, false), "end");
        PreparedJob again = job(redis, from, false);
        assertThatThrownBy(() -> Checkpoints.begin(again))
                .isInstanceOf(ProblemsException.class)
                .hasMessageContaining("job '" + name + "' was drained at epoch 2")
                .hasMessageContaining("--from scratch,committed");
    }

    @Test
    void beginsWithNoStateWhereThatIsSaid(RedisServer redis) throws IOException {
        JobEpochs.finish(job(redis, null, false));
        for (String from : List.of("scratch", "scratch,committed")) {
            Checkpoints.Begin begin = Checkpoints.begin(job(redis, from, false));
            assertThat(begin.notes()).isEmpty();
            assertThat(Checkpoints.shape(begin.job(), 2).from()).isEqualTo(JobShape.SCRATCH);
        }
    }

    @Test
    void isNoOtherThanOneThatReadsToTheEnd(RedisServer redis) throws IOException {
        JobEpochs.finish(job(redis, null, true));
        assertThat(Checkpoints.begin(job(redis, null, true)).notes())
                .containsExactly("job '" + name + "' had come to its end and begins anew");
        assertThat(Checkpoints.begin(job(redis, "latest", true)).notes()).containsExactly("goes on from epoch 2");
    }

    private PreparedJob job(RedisServer redis, @Nullable String from, boolean untilEnd) throws IOException {
        Path file = scratch.resolve("job.yaml");
        Files.writeString(file, """
                name: %s
                inputs:
                  in: { format: json, schema: { ts: TIMESTAMP(ms), a: BIGINT }, time: ts }
                results:
                  one: { from: in, by: a, window: 1m, aggregate: count() AS n }
                """.formatted(name));
        return JobPlanner.prepare(JobSpec.application(file.toString())
                .topic("in=events")
                .from(from)
                .untilEnd(untilEnd)
                .set("checkpoint.interval", "100ms")
                .set("redis.url", redis.url())
                .set("kafka.brokers", "localhost:9")
                .build());
    }
}
