package dev.freshet.bolts.health;

import dev.freshet.core.job.JobBoard;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A task's board in Redis: hands over to the worker's {@link BoardWriter}. */
final class RedisJobBoard implements JobBoard {
    private final BoardWriter writer;
    private final String prefix;
    private final boolean source;

    RedisJobBoard(BoardWriter writer, String prefix, boolean source) {
        this.writer = writer;
        this.prefix = prefix;
        this.source = source;
    }

    @Override
    public void publish(Map<String, String> fields) {
        Map<String, String> all = new HashMap<>(fields);
        if (source) {
            all.put(BoardWriter.SOURCE, "true");
        }
        writer.publish(prefix, all);
    }

    @Override
    public boolean flush(Duration atMost) {
        return writer.flush(atMost);
    }

    @Override
    public void progress(long watermarkMs) {
        writer.progress(prefix, watermarkMs);
    }

    @Override
    public long othersWatermarkMs() {
        return writer.othersWatermarkMs(prefix);
    }

    @Override
    public boolean drainRequested() {
        return writer.drainRequested();
    }

    @Override
    public byte @Nullable [] delivered(String name) {
        return writer.delivered(name);
    }

    @Override
    public void close() {
        writer.release();
    }
}
