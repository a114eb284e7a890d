package dev.freshet.bench.plain;

import dev.freshet.bench.answer.Answer;
import dev.freshet.bench.engine.Engine;
import dev.freshet.bench.engine.Run;
import dev.freshet.bench.engine.RunResult;
import dev.freshet.bench.engine.SinkKind;
import dev.freshet.bench.engine.SourceKind;
import dev.freshet.bench.job.JobName;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * No engine: each thread decodes its share with Freshet's decoder and counts in hash tables made for the job; windows are
 * put together when all threads are past them. Nothing can be lost or repeated, because nothing is sent or kept.
 */
public final class PlainEngine implements Engine {
    @Override
    public String name() {
        return "plain";
    }

    @Override
    public boolean supports(JobName job, SourceKind source, SinkKind sink) {
        return job == JobName.VIEWS && source == SourceKind.MEMORY && sink == SinkKind.MEMORY;
    }

    @Override
    public RunResult run(Run run) throws Exception {
        int threads = run.spec().parallelism();
        Answer answer = new Answer();
        PaneMerger merger = new PaneMerger(threads, answer);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> loops = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                loops.add(executor.submit(new ViewsLoop(run, thread, threads, merger)));
            }
            for (Future<?> loop : loops) {
                loop.get();
            }
            run.meter().stop();
        } finally {
            executor.shutdownNow();
        }
        return run.result(name(), answer, null);
    }
}
