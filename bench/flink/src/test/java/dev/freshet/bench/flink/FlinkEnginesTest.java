package dev.freshet.bench.flink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.bench.answer.Answer;
import dev.freshet.bench.engine.Engine;
import dev.freshet.bench.engine.Run;
import dev.freshet.bench.engine.RunSpec;
import dev.freshet.bench.job.JobName;
import dev.freshet.bench.job.JobParameters;
import dev.freshet.bench.plain.NaiveAnswer;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** All engines of the module give the answer, job by job. */
final class FlinkEnginesTest {
    private static final long EVENTS = 200_000;

    @ParameterizedTest
    @EnumSource(
            value = JobName.class,
            names = {"VIEWS", "HOP", "TOPK", "RULES", "JOIN"})
    void answersExactly(JobName job) throws Exception {
        RunSpec spec = RunSpec.inMemory(job, parameters(job), EVENTS, 2);
        Answer expected = NaiveAnswer.to(spec);
        List<Engine> engines = ServiceLoader.load(Engine.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(engine -> engine.name().startsWith("flink"))
                .toList();
        assertThat(engines).hasSize(3);
        assertThat(expected.rows()).isPositive();
        for (Engine engine : engines) {
            try (Run run = Run.open(spec)) {
                Answer answer = engine.run(run).answer();
                assertThat(answer)
                        .as("%s by %s (expected %s)", job, engine.name(), expected)
                        .matches(expected::agrees);
            }
        }
    }

    /** Fewer keys and hops than usual, so that a small run has windows of some size; several windows in any case. */
    private static JobParameters parameters(JobName job) {
        JobParameters usual = JobParameters.of(job);
        return switch (job) {
            case VIEWS -> usual.withRate(5_000);
            case HOP -> usual.withKeys(200).withRate(2_000).withOverlap(10);
            case TOPK -> usual.withKeys(20_000).withRate(5_000);
            case RULES -> usual.withRate(1_000);
            case JOIN -> usual.withRate(20_000);
            case YSB -> throw new IllegalArgumentException("needs a server");
        };
    }
}
