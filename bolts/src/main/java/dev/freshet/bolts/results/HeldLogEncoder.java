package dev.freshet.bolts.results;

import dev.freshet.bolts.redis.Call;
import dev.freshet.core.batch.Batch;
import java.util.List;

/**
 * Appends rows to a stream when the epoch that they came in is complete, each once: an epoch's rows go in chunks, always cut in the same
 * way, and a chunk that the stream has is passed over.
 */
final class HeldLogEncoder extends HeldEncoder<Call> {
    /** More chunks than an epoch has; together with the epoch's number within the 53 bits that the server counts by. */
    private static final long CHUNKS = 1 << 20;

    private final LogStream log;

    /** @param index of the task */
    HeldLogEncoder(LogStream log, int index) {
        super(index);
        this.log = log;
    }

    @Override
    public int add(Batch batch, long generation) {
        for (int i = 0; i < batch.size(); i++) {
            hold(log.row(batch, batch.row(i)));
        }
        return batch.size();
    }

    @Override
    void append(String writer, long epoch, List<byte[]> rows, List<Call> into) {
        long number = epoch * CHUNKS;
        LogRows chunk = log.rows();
        for (byte[] row : rows) {
            chunk.add(row);
            if (chunk.isFull()) {
                into.add(chunk.append(writer, ++number));
            }
        }
        if (chunk.size() > 0) {
            into.add(chunk.append(writer, ++number));
        }
    }
}
