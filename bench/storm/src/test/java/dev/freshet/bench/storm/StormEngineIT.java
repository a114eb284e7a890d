package dev.freshet.bench.storm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.bench.answer.Answer;
import dev.freshet.bench.driver.BenchServers;
import dev.freshet.bench.engine.Run;
import dev.freshet.bench.engine.RunSpec;
import dev.freshet.bench.engine.SinkKind;
import dev.freshet.bench.engine.SourceKind;
import dev.freshet.bench.job.JobName;
import dev.freshet.bench.job.JobParameters;
import dev.freshet.bench.plain.NaiveAnswer;
import dev.freshet.bench.plain.PlainEngine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Small runs on Storm, checked against the answers that are made to be read. */
class StormEngineIT {
    private static final long EVENTS = 40_000;

    @ParameterizedTest
    @EnumSource(
            value = JobName.class,
            names = {"HOP", "TOPK", "RULES", "JOIN"})
    void answersExactlyInMemory(JobName job) throws Exception {
        RunSpec spec = RunSpec.inMemory(job, small(job), EVENTS, 2);
        Answer expected = NaiveAnswer.to(spec);
        try (Run run = Run.open(spec)) {
            assertThat(new StormEngine(true).run(run).answer())
                    .as("expected %s", expected)
                    .matches(expected::agrees);
        }
    }

    @Test
    void windowedBoltLosesNothing() throws Exception {
        RunSpec spec = RunSpec.inMemory(JobName.VIEWS, small(JobName.VIEWS), EVENTS, 2);
        Answer expected = NaiveAnswer.to(spec);
        try (Run run = Run.open(spec)) {
            assertThat(new WindowedStormEngine().run(run).answer())
                    .as("expected %s", expected)
                    .matches(expected::agrees);
        }
    }

    @Test
    void answersExactlyFromKafkaIntoRedis() throws Exception {
        RunSpec asked =
                RunSpec.ofKinds(JobName.VIEWS, small(JobName.VIEWS), EVENTS, SourceKind.KAFKA, SinkKind.REDIS, 2);
        Answer expected = NaiveAnswer.to(asked);
        try (BenchServers servers = BenchServers.start(asked, line -> {})) {
            try (Run run = Run.open(servers.spec())) {
                assertThat(new StormEngine(true).run(run).answer())
                        .as("expected %s", expected)
                        .matches(expected::agrees);
            }
            servers.reset();
            try (Run run = Run.open(servers.spec())) {
                assertThat(new PlainEngine().run(run).answer())
                        .as("the plain loop; expected %s", expected)
                        .matches(expected::agrees);
            }
        }
    }

    @Test
    void looksCampaignsUp() throws Exception {
        RunSpec asked = RunSpec.ofKinds(JobName.YSB, small(JobName.YSB), EVENTS, SourceKind.MEMORY, SinkKind.REDIS, 2);
        Answer expected = NaiveAnswer.to(asked);
        try (BenchServers servers = BenchServers.start(asked, line -> {});
                Run run = Run.open(servers.spec())) {
            assertThat(new StormEngine(true).run(run).answer())
                    .as("expected %s", expected)
                    .matches(expected::agrees);
        }
    }

    private static JobParameters small(JobName job) {
        JobParameters usual = JobParameters.of(job);
        long slideMs = job == JobName.HOP ? 500 : 2_000;
        return new JobParameters(7, 500, usual.skew(), 2_000, slideMs, usual.disorderMs(), 10_000);
    }
}
