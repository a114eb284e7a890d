package dev.freshet.bench.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.bench.answer.Answer;
import dev.freshet.bench.driver.BenchServers;
import dev.freshet.bench.engine.Engine;
import dev.freshet.bench.engine.Run;
import dev.freshet.bench.engine.RunSpec;
import dev.freshet.bench.engine.SinkKind;
import dev.freshet.bench.engine.SourceKind;
import dev.freshet.bench.job.JobName;
import dev.freshet.bench.job.JobParameters;
import dev.freshet.bench.plain.NaiveAnswer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From a real broker into a real redis-server. */
final class FlinkServersIT {
    private static final long EVENTS = 100_000;

    @Test
    void answersExactlyFromKafkaIntoRedis() throws Exception {
        answersExactly(JobName.VIEWS, SourceKind.KAFKA, SinkKind.REDIS);
    }

    @Test
    void looksCampaignsUp() throws Exception {
        answersExactly(JobName.YSB, SourceKind.MEMORY, SinkKind.MEMORY);
    }

    private static void answersExactly(JobName job, SourceKind source, SinkKind sink) throws Exception {
        RunSpec asked = RunSpec.ofKinds(job, JobParameters.of(job).withRate(5_000), EVENTS, source, sink, 2);
        Answer expected = NaiveAnswer.to(asked);
        try (BenchServers servers = BenchServers.start(asked, line -> {})) {
            for (Engine engine :
                    List.of(new SqlEngine(), new JacksonStreamEngine(), new FreshetDecoderStreamEngine())) {
                servers.reset();
                try (Run run = Run.open(servers.spec())) {
                    Answer answer = engine.run(run).answer();
                    assertThat(answer)
                            .as("%s (expected %s)", engine.name(), expected)
                            .matches(expected::agrees);
                }
            }
        }
    }
}
