package dev.freshet.core.key;

import dev.freshet.core.batch.Batch;

/** Cuts a batch into one part for each partition of a consumer. One instance a task. */
public interface BatchSplitter {
    /**
     * Hands every non-empty part to the sink, partitions ascending; the parts share the batch's columns.
     *
     * @param partitions how many there are, 1 to {@link KeyGroups#COUNT}
     */
    void split(Batch batch, int partitions, Sink sink);

    /** Takes a part. */
    interface Sink {
        void part(int partition, Batch rows);
    }
}
