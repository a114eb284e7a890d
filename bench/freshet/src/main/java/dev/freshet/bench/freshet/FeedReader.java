package dev.freshet.bench.freshet;

import dev.freshet.bench.engine.Run;
import dev.freshet.bench.job.Block;
import dev.freshet.bench.job.Feed;
import dev.freshet.core.decode.RecordChunk;
import dev.freshet.spouts.source.Intake;
import dev.freshet.spouts.source.SourceReader;
import java.util.List;
import java.util.function.IntPredicate;

/** Reads a share of the run's events. */
final class FeedReader implements SourceReader {
    private static final int LONGEST_RECORD = 256;

    private final Run run;
    private final Feed feed;
    private final int partition;
    private final Block block = new Block();

    FeedReader(Run run, Feed feed, int partition) {
        this.run = run;
        this.feed = feed;
        this.partition = partition;
    }

    @Override
    public List<Integer> partitions() {
        return List.of(partition);
    }

    @Override
    public boolean bounded() {
        return true;
    }

    @Override
    public boolean poll(IntPredicate open, int maxRecords, int maxBytes, Intake into) {
        if (feed.finished() || !open.test(partition)) {
            return false;
        }
        into.begin(partition, feed.position());
        RecordChunk records = into.records();
        while (records.count() < maxRecords && records.sizeBytes() < maxBytes) {
            int room = Math.min(maxRecords - records.count(), (maxBytes - records.sizeBytes()) / LONGEST_RECORD + 1);
            int taken = run.take(feed, block, room);
            if (taken == 0) {
                break;
            }
            for (int i = 0; i < taken; i++) {
                records.add(block.data(), block.from(i), block.to(i), block.position() + i);
            }
        }
        into.end(feed.position());
        return records.count() > 0;
    }

    @Override
    public boolean finished(int ofPartition) {
        return feed.finished();
    }

    @Override
    public void processed(int ofPartition, long offset) {}

    @Override
    public void seek(int ofPartition, long offset) {
        feed.seek(offset);
    }

    @Override
    public long position(int ofPartition) {
        return feed.position();
    }

    @Override
    public void close() {}
}
