package dev.freshet.bench.plain;

import dev.freshet.bench.engine.Run;
import dev.freshet.bench.job.Block;
import dev.freshet.bench.job.Feed;
import dev.freshet.core.decode.RecordChunk;

/** A share of the events in memory. */
final class FeedShare implements Share {
    private static final int RECORDS = 4096;

    private final Run run;
    private final Feed feed;
    private final Block block = new Block();

    FeedShare(Run run, int thread, int threads) {
        this.run = run;
        this.feed = run.feed(thread, threads);
    }

    @Override
    public boolean next(RecordChunk into) {
        int taken = run.take(feed, block, RECORDS);
        for (int i = 0; i < taken; i++) {
            into.add(block.data(), block.from(i), block.to(i), block.position() + i);
        }
        return !feed.finished();
    }

    @Override
    public void close() {}
}
