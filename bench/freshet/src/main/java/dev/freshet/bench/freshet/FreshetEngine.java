package dev.freshet.bench.freshet;

import dev.freshet.bench.answer.Answer;
import dev.freshet.bench.engine.Completion;
import dev.freshet.bench.engine.Engine;
import dev.freshet.bench.engine.ResultPlace;
import dev.freshet.bench.engine.Run;
import dev.freshet.bench.engine.RunResult;
import dev.freshet.bench.engine.RunSpec;
import dev.freshet.bench.engine.SinkKind;
import dev.freshet.bench.engine.SourceKind;
import dev.freshet.bench.job.JobName;
import dev.freshet.bench.job.JobQuery;
import dev.freshet.bench.storm.LocalStorm;
import dev.freshet.topologies.job.JobPlanner;
import dev.freshet.topologies.job.JobSpec;
import dev.freshet.topologies.job.JobSpecBuilder;
import dev.freshet.topologies.job.PreparedJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Freshet as its users run it: a pipeline file, compiled by the product's planner with the product's settings, on a
 * LocalCluster with acking on. In memory, only the reader and the sink are the comparison's.
 */
public class FreshetEngine implements Engine {
    private final @Nullable LocalStorm shared;
    private final String checkpoints;
    private final long earlyMs;

    public FreshetEngine() {
        this(null, "0", 0);
    }

    /**
     * @param shared a cluster that is there already, and stays; null for one of its own
     * @param checkpoints the time between epochs, as the setting {@code checkpoint.interval} has it
     * @param earlyMs how often an open window shows what it has; 0 for never
     */
    FreshetEngine(@Nullable LocalStorm shared, String checkpoints, long earlyMs) {
        this.shared = shared;
        this.checkpoints = checkpoints;
        this.earlyMs = earlyMs;
    }

    @Override
    public String name() {
        return "freshet";
    }

    @Override
    public boolean supports(JobName job, SourceKind source, SinkKind sink) {
        return sink.takes(job);
    }

    @Override
    public ResultPlace place(JobName job) {
        String count = job == JobName.VIEWS || job == JobName.YSB ? "views" : "events";
        return new ResultPlace("freshet:{bench-" + job.id() + ":" + JobQuery.RESULT + ":<page>}:w:<start>", count);
    }

    @Override
    public RunResult run(Run run) throws Exception {
        RunSpec spec = run.spec();
        Deployment deployment = new Deployment(run, prepare(spec));
        Completion completion = new Completion(run.meter(), spec.parallelism());
        Watch.OPEN.open(run.id(), new Watch(completion));
        LocalStorm storm = shared == null ? new LocalStorm() : shared;
        // On a shared cluster the topology before may still be on its way out.
        String name = deployment.name() + "-" + run.id();
        try {
            storm.submit(name, deployment.config(), deployment.topology());
            completion.await();
            storm.kill(name);
        } finally {
            Watch.OPEN.close(run.id());
            if (shared == null) {
                storm.close();
            }
        }
        Answer answer = spec.sink() == SinkKind.REDIS ? deployment.readBack() : run.answer();
        return run.result(name(), answer, null);
    }

    private PreparedJob prepare(RunSpec spec) throws IOException {
        Path file = Files.createTempFile("bench-", ".yaml");
        try {
            Files.writeString(file, JobQuery.yaml(spec.job(), spec.parameters(), earlyMs));
            JobSpecBuilder builder = JobSpec.application(file.toString())
                    .topic(JobQuery.INPUT + "=" + (spec.topic().isEmpty() ? "none" : spec.topic()))
                    .untilEnd(spec.ratePerSecond() == 0)
                    .from("earliest")
                    .parallelism(spec.parallelism());
            if (!spec.redis().isEmpty()) {
                builder.set("redis.url", spec.redis());
            }
            if (!spec.bootstrap().isEmpty()) {
                builder.set("kafka.brokers", spec.bootstrap());
            }
            builder.set("checkpoint.interval", checkpoints);
            return JobPlanner.prepare(builder.build());
        } finally {
            Files.delete(file);
        }
    }
}
