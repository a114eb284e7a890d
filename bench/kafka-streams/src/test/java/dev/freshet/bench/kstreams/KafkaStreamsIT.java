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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From a real broker, into memory and into a real redis-server. */
final class KafkaStreamsIT {
    private static final long EVENTS = 100_000;

    @ParameterizedTest
    @EnumSource(SinkKind.class)
    void answersExactly(SinkKind sink) throws Exception {
        answersExactly(JobName.VIEWS, JobParameters.of(JobName.VIEWS).withRate(5_000), EVENTS, sink);
    }

    @ParameterizedTest
    @EnumSource(
            value = JobName.class,
            names = {"HOP", "TOPK", "RULES", "JOIN"})
    void answersExactlyByHand(JobName job) throws Exception {
        JobParameters usual = JobParameters.of(job);
        long slideMs = job == JobName.HOP ? 500 : 2_000;
        SinkKind sink = job == JobName.HOP ? SinkKind.REDIS : SinkKind.MEMORY;
        answersExactly(job, new JobParameters(7, 500, usual.skew(), 2_000, slideMs, 1_000, 10_000), EVENTS / 2, sink);
    }

    private static void answersExactly(JobName job, JobParameters parameters, long events, SinkKind sink)
            throws Exception {
        RunSpec asked = RunSpec.ofKinds(job, parameters, events, SourceKind.KAFKA, sink, 2);
        Answer expected = NaiveAnswer.to(asked);
        try (BenchServers servers = BenchServers.start(asked, line -> {});
                Run run = Run.open(servers.spec())) {
            Answer answer = new KafkaStreamsEngine().run(run).answer();
            assertThat(answer).as("expected %s", expected).matches(expected::agrees);
        }
    }
}
