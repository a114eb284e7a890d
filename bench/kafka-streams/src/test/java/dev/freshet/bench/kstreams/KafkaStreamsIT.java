package dev.freshet.bench.kstreams;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From a real broker, into memory and into a real redis-server. */
final class KafkaStreamsIT {
    private static final long EVENTS = 100_000;

    @ParameterizedTest
    @EnumSource(SinkKind.class)
    void answersExactly(SinkKind sink) throws Exception {
        RunSpec asked = RunSpec.ofKinds(
                JobName.VIEWS, JobParameters.of(JobName.VIEWS).withRate(5_000), EVENTS, SourceKind.KAFKA, sink, 2);
        try (BenchServers servers = BenchServers.start(asked, line -> {})) {
            assertAnswers(servers.spec());
        }
    }

    /** Of the same events, so that one broker is enough. */
    @Test
    void otherJobsAnswerExactly() throws Exception {
        JobParameters few = new JobParameters(7, 500, 1, 2_000, 2_000, 1_000, 10_000);
        RunSpec asked = RunSpec.ofKinds(JobName.TOPK, few, EVENTS / 2, SourceKind.KAFKA, SinkKind.MEMORY, 2);
        try (BenchServers servers = BenchServers.start(asked, line -> {})) {
            assertAnswers(servers.spec());
            assertAnswers(of(JobName.RULES, few, servers.spec()));
            assertAnswers(of(JobName.JOIN, few, servers.spec()));
            assertAnswers(of(JobName.HOP, few.withOverlap(4), servers.spec()));
        }
    }

    @Test
    void looksCampaignsUp() throws Exception {
        JobParameters few = new JobParameters(7, 500, 0, 2_000, 2_000, 1_000, 10_000);
        RunSpec asked = RunSpec.ofKinds(JobName.YSB, few, EVENTS / 2, SourceKind.KAFKA, SinkKind.REDIS, 2);
        try (BenchServers servers = BenchServers.start(asked, line -> {})) {
            assertAnswers(servers.spec());
        }
    }

    private static RunSpec of(JobName job, JobParameters parameters, RunSpec of) {
        return new RunSpec(
                job,
                parameters,
                of.events(),
                of.source(),
                of.bootstrap(),
                of.topic(),
                of.sink(),
                of.redis(),
                of.parallelism(),
                of.ratePerSecond());
    }

    private static void assertAnswers(RunSpec spec) throws Exception {
        Answer expected = NaiveAnswer.to(spec);
        try (Run run = Run.open(spec)) {
            Answer answer = new KafkaStreamsEngine().run(run).answer();
            assertThat(expected.rows()).isPositive();
            assertThat(answer).as("%s, expected %s", spec.job(), expected).matches(expected::agrees);
        }
    }
}
