package dev.freshet.bench.plain;

import dev.freshet.bench.answer.Answer;
import dev.freshet.bench.engine.Engine;
import dev.freshet.bench.engine.Run;
import dev.freshet.bench.engine.RunResult;
import dev.freshet.bench.engine.SinkKind;
import dev.freshet.bench.engine.SourceKind;
import dev.freshet.bench.job.JobName;
import dev.freshet.core.decode.Decoder;
import dev.freshet.core.decode.RecordChunk;
import dev.freshet.core.time.PartitionClock;
import java.util.concurrent.atomic.LongAdder;

/**
 * Reads and decodes, as {@link PlainEngine} does, and counts the rows that are left; it answers nothing. What a raw consumer
 * reaches.
 */
public final class DecodeOnlyEngine implements Engine {
    @Override
    public String name() {
        return Engine.DECODE_ONLY;
    }

    @Override
    public boolean supports(JobName job, SourceKind source, SinkKind sink) {
        return job != JobName.YSB;
    }

    @Override
    public RunResult run(Run run) throws Exception {
        int threads = run.spec().parallelism();
        LongAdder rows = new LongAdder();
        Threads.run(threads, thread -> () -> decode(run, thread, threads, rows));
        run.meter().stop();
        return run.result(name(), new Answer(rows.sum(), 0, 0), null);
    }

    private static void decode(Run run, int thread, int threads, LongAdder rows) {
        Decoder decoder = PlainJob.of(run.spec()).decoder();
        PartitionClock clock = new PartitionClock(run.spec().parameters().disorderMs());
        RecordChunk chunk = new RecordChunk();
        try (Share share = Share.open(run, thread, threads)) {
            boolean more = true;
            while (more) {
                chunk.clear();
                more = share.next(chunk);
                rows.add(decoder.decode(chunk, "events", thread, clock, PlainDecoder.NO_REJECTIONS)
                        .size());
            }
        }
    }
}
