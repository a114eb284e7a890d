package dev.freshet.bench.plain;

import dev.freshet.bench.engine.Run;
import dev.freshet.bench.job.Block;
import dev.freshet.bench.job.Feed;
import dev.freshet.bench.job.JobParameters;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BytesColumn;
import dev.freshet.core.batch.DoubleColumn;
import dev.freshet.core.decode.Decoder;
import dev.freshet.core.decode.RecordChunk;
import dev.freshet.core.time.PartitionClock;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/** One thread of the job {@code views}. */
final class ViewsLoop implements Runnable {
    private static final int RECORDS = 4096;

    private final Run run;
    private final int thread;
    private final Feed feed;
    private final PaneMerger merger;
    private final long windowMs;
    private final PartitionClock clock;
    private final Decoder decoder = PlainDecoder.views();
    private final Map<Long, PageSums> open = new TreeMap<>();
    private long paneEnd = Long.MIN_VALUE;
    private PageSums pane = new PageSums();

    ViewsLoop(Run run, int thread, int threads, PaneMerger merger) {
        this.run = run;
        this.thread = thread;
        this.feed = run.feed(thread, threads);
        this.merger = merger;
        JobParameters parameters = run.spec().parameters();
        this.windowMs = parameters.windowMs();
        this.clock = new PartitionClock(parameters.disorderMs());
    }

    @Override
    public void run() {
        Block block = new Block();
        RecordChunk chunk = new RecordChunk();
        while (!feed.finished()) {
            chunk.clear();
            int taken = run.take(feed, block, RECORDS);
            for (int i = 0; i < taken; i++) {
                chunk.add(block.data(), block.from(i), block.to(i), block.position() + i);
            }
            add(decoder.decode(chunk, "events", thread, clock, (record, reason, detail) -> {
                throw new IllegalStateException(detail);
            }));
            close(clock.watermarkMs());
        }
        close(Long.MAX_VALUE);
    }

    private void add(Batch batch) {
        BytesColumn pages = batch.bytes(0);
        DoubleColumn values = batch.doubles(batch.schema().size() - 1);
        byte[] data = pages.data();
        for (int i = 0; i < batch.size(); i++) {
            int row = batch.row(i);
            long time = batch.eventTime(row);
            if (time >= paneEnd || time < paneEnd - windowMs) {
                paneEnd = time - time % windowMs + windowMs;
                pane = open.computeIfAbsent(paneEnd, end -> new PageSums());
            }
            pane.add((long) PaneMerger.PAGE.get(data, pages.start(row)), 1, values.get(row));
        }
    }

    private void close(long watermarkMs) {
        for (Iterator<Map.Entry<Long, PageSums>> all = open.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Long, PageSums> entry = all.next();
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
