package dev.freshet.bench.flink.source;

import dev.freshet.bench.engine.Run;
import dev.freshet.bench.job.Block;
import dev.freshet.bench.job.Feed;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;

/**
 * Hands out a share of the run's events. Some at a time: one a call is what Flink's readers usually do, and costs a turn of
 * the task's loop for each.
 */
final class FeedReader<T> implements SourceReader<T, NoSplit> {
    private static final int RECORDS = 512;
    private static final long PAUSE_MS = 1;

    private final Run run;
    private final Feed feed;
    private final BlockParser<T> parser;
    private final Block block = new Block();
    private @Nullable ReaderOutput<T> output;
    private @Nullable Consumer<T> collector;

    FeedReader(Run run, Feed feed, BlockParser<T> parser) {
        this.run = run;
        this.feed = feed;
        this.parser = parser;
    }

    @Override
    public void start() {}

    @Override
    public InputStatus pollNext(ReaderOutput<T> out) throws Exception {
        if (feed.finished()) {
            return InputStatus.END_OF_INPUT;
        }
        if (run.take(feed, block, RECORDS) == 0) {
            return InputStatus.NOTHING_AVAILABLE;
        }
        parser.parse(block, collector(out));
        return InputStatus.MORE_AVAILABLE;
    }

    @Override
    public List<NoSplit> snapshotState(long checkpoint) {
        return List.of();
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return CompletableFuture.runAsync(() -> {}, CompletableFuture.delayedExecutor(PAUSE_MS, TimeUnit.MILLISECONDS));
    }

    @Override
    public void addSplits(List<NoSplit> splits) {}

    @Override
    public void notifyNoMoreSplits() {}

    @Override
    public void close() {}

    private Consumer<T> collector(ReaderOutput<T> out) {
        Consumer<T> known = collector;
        if (known == null || output != out) {
            output = out;
            known = out::collect;
            collector = known;
        }
        return known;
    }
}
