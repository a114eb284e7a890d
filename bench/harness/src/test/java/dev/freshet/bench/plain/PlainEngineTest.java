package dev.freshet.bench.plain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.bench.answer.Answer;
import dev.freshet.bench.engine.Run;
import dev.freshet.bench.engine.RunSpec;
import dev.freshet.bench.job.JobName;
import dev.freshet.bench.job.JobParameters;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The loops made to be fast against the answer made to be read. */
class PlainEngineTest {
    @ParameterizedTest
    @CsvSource({"VIEWS,1", "VIEWS,3", "HOP,1", "HOP,2", "TOPK,1", "TOPK,3", "RULES,1", "RULES,2", "JOIN,1", "JOIN,3"})
    void answersExactly(JobName job, int threads) throws Exception {
        JobParameters usual = JobParameters.of(job);
        long slideMs = job == JobName.HOP ? 500 : 2_000;
        JobParameters few = new JobParameters(11, 500, usual.skew(), 2_000, slideMs, usual.disorderMs(), 10_000);
        RunSpec spec = RunSpec.inMemory(job, few, 60_000, threads);
        Answer expected = NaiveAnswer.to(spec);
        try (Run run = Run.open(spec)) {
            Answer answer = new PlainEngine().run(run).answer();
            assertThat(expected.rows()).isPositive();
            assertThat(answer.toString()).isEqualTo(expected.toString());
        }
    }
}
