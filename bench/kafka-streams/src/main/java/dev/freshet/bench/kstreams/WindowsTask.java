package dev.freshet.bench.kstreams;

import dev.freshet.bench.windows.Sources;
import java.time.Duration;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Keeps windows on the heap, and closes those that all its sources are past; at the end of the input, all. */
abstract class WindowsTask<K, V> extends ContextualProcessor<K, V, Long, Part> {
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final int CHECK_EVERY = 256;

    private final Progress progress;
    private final Sources sources;
    private int untilCheck;
    private boolean done;

    WindowsTask(Progress progress, Sources sources) {
        this.progress = progress;
        this.sources = sources;
    }

    @Override
    public void init(ProcessorContext<Long, Part> context) {
        super.init(context);
        context.schedule(LOOK, PunctuationType.WALL_CLOCK_TIME, now -> end());
    }

    /** Puts a record into its windows; returns which of the sources it is of. */
    abstract int add(Record<K, V> record);

    /** Gives the windows that have ended before the watermark. */
    abstract void close(long watermarkMs);

    @Override
    public final void process(Record<K, V> record) {
        sources.seen(add(record), record.timestamp());
        progress.counted();
        if (--untilCheck <= 0) {
            untilCheck = CHECK_EVERY;
            close(sources.watermarkMs());
        }
    }

    /** Sends what is not a result yet to the task that adds it up. */
    final void send(long windowEndMs, String key, long count) {
        progress.sent();
        context().forward(new Record<>(windowEndMs, new Part(key, count), windowEndMs));
    }

    private void end() {
        if (!done && progress.allCounted()) {
            done = true;
            close(Long.MAX_VALUE);
            progress.closed();
        }
    }
}
