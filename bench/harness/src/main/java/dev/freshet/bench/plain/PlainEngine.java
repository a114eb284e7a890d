package dev.freshet.bench.plain;

import dev.freshet.bench.answer.Answer;
import dev.freshet.bench.engine.Engine;
import dev.freshet.bench.engine.Run;
import dev.freshet.bench.engine.RunResult;
import dev.freshet.bench.engine.RunSpec;
import dev.freshet.bench.engine.SinkKind;
import dev.freshet.bench.engine.SourceKind;
import dev.freshet.bench.job.JobName;
import dev.freshet.bench.sink.RedisResults;
import dev.freshet.bench.sink.ResultSink;

/**
 * No engine: each thread decodes its share with Freshet's decoder and counts in tables made for the job; windows are put
 * together when all threads are past them. Nothing can be lost or repeated, because nothing is sent or kept.
 */
public final class PlainEngine implements Engine {
    @Override
    public String name() {
        return "plain";
    }

    @Override
    public boolean supports(JobName job, SourceKind source, SinkKind sink) {
        return sink.takes(job);
    }

    @Override
    public RunResult run(Run run) throws Exception {
        RunSpec spec = run.spec();
        try (ResultSink sink = ResultSink.open(run)) {
            count(run, PlainJob.of(spec), sink);
            sink.flush();
            run.meter().stop();
        }
        Answer answer = spec.sink() == SinkKind.REDIS ? RedisResults.readBack(spec.redis(), spec.job()) : run.answer();
        return run.result(name(), answer, null);
    }

    private static <P> void count(Run run, PlainJob<P> job, ResultSink sink) throws Exception {
        int threads = run.spec().parallelism();
        PaneMerger<P> merger = new PaneMerger<>(threads, job, sink);
        Threads.run(threads, thread -> new PlainLoop<>(run, thread, threads, job, merger));
    }
}
