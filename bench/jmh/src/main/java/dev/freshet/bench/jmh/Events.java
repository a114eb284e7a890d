package dev.freshet.bench.jmh;

import dev.freshet.bench.job.Block;
import dev.freshet.bench.job.EventPool;
import dev.freshet.bench.job.Feed;
import dev.freshet.bench.job.JobName;
import dev.freshet.bench.job.JobParameters;
import dev.freshet.bench.job.Pacing;
import dev.freshet.bench.plain.PlainDecoder;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.decode.Decoder;
import dev.freshet.core.decode.RecordChunk;
import dev.freshet.core.time.PartitionClock;

/** The comparison's events, in chunks of {@value #CHUNK}: more of them than caches hold, so that data is cold. */
final class Events {
    static final int CHUNK = 4096;
    static final int CHUNKS = 64;

    private final RecordChunk[] chunks = new RecordChunk[CHUNKS];
    private final PartitionClock clock = new PartitionClock(1_000);
    private int next;

    Events(JobName job) {
        this(JobParameters.of(job));
    }

    Events(JobParameters parameters) {
        Feed feed = new Feed(new EventPool(parameters), 0, 1, (long) CHUNKS * CHUNK, Pacing.NONE, () -> 0);
        Block block = new Block();
        for (int i = 0; i < CHUNKS; i++) {
            RecordChunk chunk = new RecordChunk();
            while (chunk.count() < CHUNK) {
                int taken = feed.next(block, CHUNK - chunk.count());
                for (int record = 0; record < taken; record++) {
                    chunk.add(block.data(), block.from(record), block.to(record), block.position() + record);
                }
            }
            chunks[i] = chunk;
        }
    }

    /** Decodes the next chunk; after the last comes the first. */
    Batch decode(Decoder decoder) {
        RecordChunk chunk = chunks[next];
        next = (next + 1) % CHUNKS;
        return decoder.decode(chunk, "events", 0, clock, PlainDecoder.NO_REJECTIONS);
    }
}
