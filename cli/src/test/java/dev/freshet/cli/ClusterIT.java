package dev.freshet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.bolts.results.ResultReader;
import dev.freshet.recount.network.NetworkRecount;
import dev.freshet.recount.network.Recount;
import dev.freshet.services.process.Await;
import dev.freshet.services.redis.RedisServer;
import dev.freshet.services.storm.StormCluster;
import dev.freshet.testkit.RedisExtension;
import dev.freshet.testkit.StormClusterExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The network application by {@code storm jar} on a real cluster of processes, with two workers. */
@ExtendWith({RedisExtension.class, StormClusterExtension.class})
@ResourceLock("storm-cluster")
class ClusterIT {
    @TempDir
    Path scratch;

    @Test
    void twoWorkersCountWhatOneThreadCounts(StormCluster cluster, RedisServer redis) throws IOException {
        long events = 200_000;
        Path out = scratch.resolve("export");
        CliProcess cli = new CliProcess(scratch);
        CliProcess.Result submit = cli.run(
                "submit",
                "network",
                "--name",
                "flows",
                "--events",
                "" + events,
                "--seed",
                "5",
                "--workers",
                "2",
                "--nimbus",
                cluster.nimbus(),
                "--redis",
                redis.url());
        assertThat(submit.exitCode()).as(submit.err()).isZero();

        Await.orFail("both source tasks to finish", Duration.ofSeconds(120), () -> finished(redis) == 2);
        CliProcess.Result export = cli.run("results", "flows", "--redis", redis.url(), "--export", out.toString());
        assertThat(export.exitCode()).as(export.err()).isZero();
        Recount recount = NetworkRecount.flows(Flows.records(events, 5, 0), 2, Flows.BOUND_MS);
        for (String result : List.of("host_minute", "talkers_top", "protocol_rolling", "subnet_minute")) {
            assertThat(Files.readString(out.resolve(result + ".csv")))
                    .as(result)
                    .isEqualTo(recount.csv(result));
        }

        assertThat(cli.run("jobs", "--nimbus", cluster.nimbus()).out()).contains("flows");
        CliProcess.Result stop = cli.run("stop", "flows", "--nimbus", cluster.nimbus());
        assertThat(stop.exitCode()).as(stop.err()).isZero();
        cluster.awaitWorkersAtMost(0, Duration.ofSeconds(30));
    }

    private static int finished(RedisServer redis) {
        try (ResultReader reader = ResultReader.open(RedisConfig.parse(redis.url()))) {
            return JobProgress.read(reader, "flows").finishedSources();
        }
    }
}
