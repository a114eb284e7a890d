package dev.freshet.bench.flink;

import dev.freshet.bench.answer.Answer;
import dev.freshet.bench.engine.Engine;
import dev.freshet.bench.engine.Run;
import dev.freshet.bench.engine.RunResult;
import dev.freshet.bench.engine.RunSpec;
import dev.freshet.bench.engine.SinkKind;
import dev.freshet.bench.engine.SourceKind;
import dev.freshet.bench.job.JobName;
import dev.freshet.bench.sink.RedisResults;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A job on a Flink of its own, in this JVM. */
abstract class FlinkEngine implements Engine {
    @Override
    public boolean supports(JobName job, SourceKind source, SinkKind sink) {
        return sink.takes(job);
    }

    @Override
    public RunResult run(Run run) throws Exception {
        execute(LocalFlink.environment(run.spec()), run);
        run.meter().stop();
        RunSpec spec = run.spec();
        Answer answer = spec.sink() == SinkKind.REDIS ? RedisResults.readBack(spec.redis(), spec.job()) : run.answer();
        return run.result(name(), answer, null);
    }

    /** Returns when all results are in the sink. */
    abstract void execute(StreamExecutionEnvironment environment, Run run) throws Exception;
}
