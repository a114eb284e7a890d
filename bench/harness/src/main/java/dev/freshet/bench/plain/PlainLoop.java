package dev.freshet.bench.plain;

import dev.freshet.bench.engine.Run;
import dev.freshet.bench.job.JobParameters;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.decode.Decoder;
import dev.freshet.core.decode.RecordChunk;
import dev.freshet.core.time.PartitionClock;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/** One thread of a job: decodes its share, fills its panes, hands over those that its watermark is past. */
final class PlainLoop<P> implements Runnable {
    private final Run run;
    private final int thread;
    private final int threads;
    private final PlainJob<P> job;
    private final PaneMerger<P> merger;
    private final long paneMs;
    private final PartitionClock clock;
    private final Map<Long, P> open = new TreeMap<>();
    private long paneEnd = Long.MIN_VALUE;
    private P pane;

    PlainLoop(Run run, int thread, int threads, PlainJob<P> job, PaneMerger<P> merger) {
        this.run = run;
        this.thread = thread;
        this.threads = threads;
        this.job = job;
        this.merger = merger;
        JobParameters parameters = run.spec().parameters();
        this.paneMs = parameters.slideMs();
        this.clock = new PartitionClock(parameters.disorderMs());
        this.pane = job.pane();
    }

    @Override
    public void run() {
        Decoder decoder = job.decoder();
        RecordChunk chunk = new RecordChunk();
        try (Share share = Share.open(run, thread, threads)) {
            boolean more = true;
            while (more) {
                chunk.clear();
                more = share.next(chunk);
                if (chunk.count() > 0) {
                    add(decoder.decode(chunk, "events", thread, clock, PlainDecoder.NO_REJECTIONS));
                    close(clock.watermarkMs());
                }
            }
            close(Long.MAX_VALUE);
        }
    }

    private void add(Batch batch) {
        for (int i = 0; i < batch.size(); i++) {
            int row = batch.row(i);
            long time = batch.eventTime(row);
            if (time >= paneEnd || time < paneEnd - paneMs) {
                paneEnd = time - time % paneMs + paneMs;
                pane = open.computeIfAbsent(paneEnd, end -> job.pane());
            }
            job.add(batch, row, pane);
        }
    }

    private void close(long watermarkMs) {
        for (Iterator<Map.Entry<Long, P>> all = open.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Long, P> entry = all.next();
            if (entry.getKey() > watermarkMs) {
                break;
            }
            merger.add(entry.getKey(), entry.getValue());
            all.remove();
            paneEnd = Long.MIN_VALUE;
        }
        merger.passed(thread, watermarkMs);
    }
}
