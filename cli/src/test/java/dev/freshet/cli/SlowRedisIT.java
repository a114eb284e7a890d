package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.bolts.results.ResultKeys;
import dev.freshet.bolts.results.ResultReader;
import dev.freshet.services.process.Await;
import dev.freshet.services.redis.RedisServer;
import dev.freshet.testkit.RedisExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.RedisClient;

/** A source that could make events without end, before a Redis that takes few: it reads no more than may be under way. */
@ExtendWith(RedisExtension.class)
class SlowRedisIT {
    private static final Duration BOUND = Duration.ofSeconds(120);
    private static final String JOB = "slow";
    private static final int BYTES_PER_SECOND = 256 << 10;
    private static final int BATCH = 100;
    private static final int IN_FLIGHT = 4;
    /** Those that are not acked, and the one that is being read. */
    private static final long UNDER_WAY = (IN_FLIGHT + 1) * BATCH;

    private static final long ENOUGH = 5 * UNDER_WAY;

    private static final String PIPELINE = """
            name: slow
            inputs:
              flows:
                format: json
                schema: { ts: TIMESTAMP(ms), src: VARCHAR, proto: VARCHAR, bytes: BIGINT }
                generator: network
            results:
              all: { from: flows, select: 'src, proto, bytes' }
            """;

    @TempDir
    Path scratch;

    @Test
    void theSourceReadsNoFasterThanRedisTakes(RedisServer redis) throws IOException, InterruptedException {
        Files.writeString(scratch.resolve("slow.yaml"), PIPELINE);
        try (SlowProxy proxy = new SlowProxy(redis.port(), BYTES_PER_SECOND);
                RedisClient client = RedisClient.create(redis.url());
                ResultReader reader = ResultReader.open(RedisConfig.parse(redis.url()))) {
            Process run = new CliProcess(scratch, "192m")
                    .start(
                            "run",
                            scratch.resolve("slow.yaml").toString(),
                            "--redis",
                            "redis://127.0.0.1:" + proxy.port(),
                            "--parallelism",
                            "1",
                            "-D",
                            "source.batch.records=" + BATCH,
                            "-D",
                            "source.in-flight.batches=" + IN_FLIGHT,
                            "-D",
                            "network.generator.malformed=0");
            try {
                Await.orFail(
                        ENOUGH + " rows in Redis", BOUND, () -> !run.isAlive() || written(reader, client) >= ENOUGH);
                assertThat(run.isAlive()).as(err()).isTrue();
            } finally {
                run.descendants().forEach(ProcessHandle::destroyForcibly);
                run.destroyForcibly().waitFor(BOUND.toSeconds(), TimeUnit.SECONDS);
            }
        }
    }

    /** How many rows Redis has; at no time has the source read many more. */
    private static long written(ResultReader reader, RedisClient client) {
        long read = JobProgress.read(reader, JOB).eventsIn();
        long written = client.xlen(ResultKeys.log(JOB, "all"));
        assertThat(read).as("events read, of which %d are written", written).isLessThanOrEqualTo(written + UNDER_WAY);
        return written;
    }

    private String err() throws IOException {
        return Files.readString(scratch.resolve("err"));
    }
}
