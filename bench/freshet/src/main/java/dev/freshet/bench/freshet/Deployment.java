package dev.freshet.bench.freshet;

import dev.freshet.bench.answer.Answer;
import dev.freshet.bench.engine.Run;
import dev.freshet.bench.engine.RunSpec;
import dev.freshet.bench.engine.SinkKind;
import dev.freshet.bench.engine.SourceKind;
import dev.freshet.bench.job.JobName;
import dev.freshet.bench.job.JobQuery;
import dev.freshet.bolts.NoBoard;
import dev.freshet.bolts.health.RedisJobBoards;
import dev.freshet.bolts.redis.RedisConfig;
import dev.freshet.core.job.JobBoardFactory;
import dev.freshet.spouts.source.ReaderFactory;
import dev.freshet.topologies.config.Keys;
import dev.freshet.topologies.deploy.StormConfig;
import dev.freshet.topologies.deploy.TopologyPlanner;
import dev.freshet.topologies.job.Checkpoints;
import dev.freshet.topologies.job.JobPlanner;
import dev.freshet.topologies.job.PreparedJob;
import java.util.Map;
import org.apache.storm.generated.StormTopology;

/** A prepared job as what Storm takes, with the source and sink that the run asks for. */
final class Deployment {
    private final Run run;
    private final PreparedJob job;
    private final RedisConfig redis;
    private final long number = System.currentTimeMillis();

    Deployment(Run run, PreparedJob job) {
        this.run = run;
        this.job = job;
        this.redis = RedisConfig.parse(job.settings().get(Keys.REDIS_URL));
    }

    String name() {
        return job.name();
    }

    Map<String, Object> config() {
        return StormConfig.of(job.settings());
    }

    StormTopology topology() {
        RunSpec spec = run.spec();
        TopologyPlanner planner = new TopologyPlanner(
                job.plan(),
                Map.of(JobQuery.INPUT, reader(spec)),
                Map.of(JobQuery.INPUT, 0.0),
                job.settings(),
                redis,
                boards(spec),
                number,
                // What takes answers in memory has no part in epochs.
                spec.sink() == SinkKind.REDIS ? Checkpoints.spec(job, number).orElse(null) : null,
                Map.of());
        JobName name = spec.job();
        long id = run.id();
        return spec.sink() == SinkKind.REDIS
                ? planner.compile()
                : planner.compile(sinks -> new AnswerBolt(id, name, sinks));
    }

    /** The answer as it stands in Redis. */
    Answer readBack() {
        return new ResultsInRedis(redis, job.name(), run.spec().job()).answer();
    }

    private ReaderFactory reader(RunSpec spec) {
        return spec.source() == SourceKind.MEMORY
                ? new FeedInput(run.id())
                : new StartingReader(run.id(), JobPlanner.reader(job, JobQuery.INPUT));
    }

    private JobBoardFactory boards(RunSpec spec) {
        if (spec.sink() == SinkKind.MEMORY) {
            return new WatchedBoards(run.id(), NoBoard.INSTANCE, true);
        }
        RedisJobBoards shared = new RedisJobBoards(redis, job.name(), number);
        shared.reset();
        return new WatchedBoards(run.id(), shared, false);
    }
}
