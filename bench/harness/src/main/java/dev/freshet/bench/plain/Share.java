package dev.freshet.bench.plain;

import dev.freshet.bench.engine.Run;
import dev.freshet.bench.engine.SourceKind;
import dev.freshet.core.decode.RecordChunk;

/** A thread's share of the run's events. Not thread-safe. */
interface Share extends AutoCloseable {
    /** Appends the next records, perhaps none; returns whether there may be more. Starts the run's meter. */
    boolean next(RecordChunk into);

    @Override
    void close();

    static Share open(Run run, int thread, int threads) {
        return run.spec().source() == SourceKind.KAFKA
                ? KafkaShare.open(run, thread, threads)
                : new FeedShare(run, thread, threads);
    }
}
