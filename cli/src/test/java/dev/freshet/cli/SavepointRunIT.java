package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.recount.network.NetworkRecount;
import dev.freshet.recount.network.Recount;
import dev.freshet.services.process.Await;
import dev.freshet.services.redis.RedisServer;
import dev.freshet.testkit.RedisExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The network application with its epochs in files: killed behind a savepoint, and begun again from it. What it wrote before is its result too. */
@ExtendWith(RedisExtension.class)
class SavepointRunIT {
    private static final long EVENTS = 100_000;
    private static final List<String> RESULTS =
            List.of("host_minute", "talkers_top", "protocol_rolling", "subnet_minute");

    @TempDir
    private Path scratch = Path.of("");

    @Test
    void goesOnFromASavepointWithOtherNumbersOfTasks(RedisServer redis) throws IOException, InterruptedException {
        String store = scratch.resolve("epochs").toUri().toString();
        CliProcess cli = new CliProcess(Files.createDirectories(scratch.resolve("cli")));
        Process killed = new CliProcess(Files.createDirectories(scratch.resolve("killed")))
                .start(arguments(redis, store, "--speed", "2", "--parallelism", "2"));
        try {
            Await.orFail(
                    "the record of epochs",
                    Duration.ofSeconds(120),
                    () -> Files.isDirectory(scratch.resolve("epochs").resolve("saved")));
            CliProcess.Result made = cli.run("savepoint", "saved", "v1", "--store", store);
            assertThat(made.exitCode()).as(made.err()).isZero();
        } finally {
            killed.destroyForcibly().waitFor();
        }
        Path out = scratch.resolve("export");
        CliProcess.Result again = cli.run(arguments(
                redis, store, "--speed", "max", "--parallelism", "3", "--from", "v1", "--export", out.toString()));
        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.err()).contains("goes on from epoch ", "source-flows had 2 tasks and has 3");
        Recount recount = NetworkRecount.flows(Flows.records(EVENTS, 5, 0), 2, Flows.BOUND_MS);
        for (String result : RESULTS) {
            assertThat(Files.readString(out.resolve(result + ".csv")))
                    .as(result)
                    .isEqualTo(recount.csv(result));
        }
    }

    private static String[] arguments(RedisServer redis, String store, String... more) {
        List<String> all = new ArrayList<>(List.of("run", "network", "--name", "saved", "--seed", "5"));
        all.addAll(List.of("--events", Long.toString(EVENTS), "--redis", redis.url()));
        all.addAll(List.of("-D", "checkpoint.interval=200ms", "-D", "checkpoint.store=" + store));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }
}
