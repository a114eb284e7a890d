package dev.freshet.bench.freshet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.bench.answer.Answer;
import dev.freshet.bench.engine.Engine;
import dev.freshet.bench.engine.Run;
import dev.freshet.bench.engine.RunResult;
import dev.freshet.bench.engine.RunSpec;
import dev.freshet.bench.engine.SinkKind;
import dev.freshet.bench.engine.SourceKind;
import dev.freshet.bench.job.EventPool;
import dev.freshet.bench.job.JobName;
import dev.freshet.bench.job.JobParameters;
import dev.freshet.bench.plain.NaiveAnswer;
import dev.freshet.bench.plain.PlainEngine;
import dev.freshet.bench.storm.LocalStorm;
import dev.freshet.services.redis.RedisServer;
import dev.freshet.testkit.RedisExtension;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Small runs: what is compared must be the same work. */
@ExtendWith(RedisExtension.class)
class EnginesAgreeIT {
    private static final long EVENTS = 40_000;

    private static @Nullable LocalStorm storm;

    @BeforeAll
    static void start() throws Exception {
        storm = new LocalStorm();
    }

    @AfterAll
    static void stop() throws Exception {
        if (storm != null) {
            storm.close();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = JobName.class,
            names = {"HOP", "TOPK", "RULES", "JOIN"})
    void freshetAndThePlainLoopAnswerAlike(JobName job) throws Exception {
        Answer ours = answer(new FreshetEngine(storm, "0", 0), small(job, 7));
        Answer plain = answer(new PlainEngine(), small(job, 7));
        assertThat(ours.rows()).isPositive();
        assertThat(plain.agrees(ours)).as("plain %s, freshet %s", plain, ours).isTrue();
    }

    @Test
    void oneEventThatDiffersIsSeen() throws Exception {
        RunSpec spec = small(JobName.VIEWS, 7);
        EventPool usual = new EventPool(spec.parameters());
        EventPool changed = usual.replaced("\"type\":\"view\"", "\"type\":\"vieW\"");
        assertThat(answer(spec, changed).agrees(answer(spec, usual))).isFalse();
        // It is the change that is seen, not the copy.
        EventPool copied = usual.replaced("\"type\":\"view\"", "\"type\":\"view\"");
        assertThat(answer(spec, copied).agrees(answer(spec, usual))).isTrue();
    }

    @Test
    void anotherSeedIsAnotherAnswer() throws Exception {
        assertThat(answer(new PlainEngine(), small(JobName.VIEWS, 7))
                        .agrees(answer(new PlainEngine(), small(JobName.VIEWS, 8))))
                .isFalse();
    }

    @Test
    void whatStandsInRedisIsTheAnswer(RedisServer redis) throws Exception {
        RunSpec memory = small(JobName.VIEWS, 7);
        RunSpec spec = new RunSpec(
                memory.job(),
                memory.parameters(),
                memory.events(),
                SourceKind.MEMORY,
                "",
                "",
                SinkKind.REDIS,
                redis.url(),
                2,
                0);
        for (Engine engine : List.of(
                new FreshetEngine(storm, "0", 0),
                new FreshetEngine(storm, "200ms", 0),
                new FreshetEngine(storm, "0", 1))) {
            assertThat(answer(engine, spec).agrees(answer(new PlainEngine(), memory)))
                    .isTrue();
        }
    }

    @Test
    void campaignsAreLookedUpAlike(RedisServer redis) throws Exception {
        RunSpec memory = small(JobName.YSB, 7);
        Answer expected = NaiveAnswer.to(memory);
        for (SinkKind sink : SinkKind.values()) {
            RunSpec spec = new RunSpec(
                    memory.job(),
                    memory.parameters(),
                    memory.events(),
                    SourceKind.MEMORY,
                    "",
                    "",
                    sink,
                    redis.url(),
                    2,
                    0);
            assertThat(answer(new PlainEngine(), spec))
                    .as("plain, %s; expected %s", sink, expected)
                    .matches(expected::agrees);
            assertThat(answer(new FreshetEngine(storm, "0", 0), spec))
                    .as("freshet, %s; expected %s", sink, expected)
                    .matches(expected::agrees);
        }
        assertThat(expected.rows()).isPositive();
    }

    private static RunSpec small(JobName job, long seed) {
        JobParameters usual = JobParameters.of(job);
        // Some windows, though there are few events.
        JobParameters few = new JobParameters(
                seed, 500, usual.skew(), 2_000, job == JobName.HOP ? 500 : 2_000, usual.disorderMs(), 10_000);
        return RunSpec.inMemory(job, few, EVENTS, 2);
    }

    private static Answer answer(RunSpec spec, EventPool pool) throws Exception {
        try (Run run = Run.open(spec, pool)) {
            return new PlainEngine().run(run).answer();
        }
    }

    private static Answer answer(Engine engine, RunSpec spec) throws Exception {
        try (Run run = Run.open(spec)) {
            RunResult result = engine.run(run);
            assertThat(result.nanos()).isPositive();
            assertThat(result.cpuNanos()).isPositive();
            return result.answer();
        }
    }
}
