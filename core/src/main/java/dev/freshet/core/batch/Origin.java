package dev.freshet.core.batch;

import java.io.Serializable;

/**
 * Where the rows of a batch come from: the records {@code firstOffset .. lastOffset}, both included, of one partition of
 * one source. Offsets are the source's own: Kafka's, a line number counted from 0, the index of a generated event.
 * Batches that operators make of many (results of windows) have {@link #DERIVED}.
 *
 * @param source the input's name in the plan
 * @param partition the partition within the source, from 0
 * @param firstOffset the offset of the first record read for the batch, whether or not a row came of it
 * @param lastOffset the offset of the last record read for the batch
 */
public record Origin(String source, int partition, long firstOffset, long lastOffset) implements Serializable {
    /** The origin of rows that stand for many records. */
    public static final Origin DERIVED = new Origin("", -1, -1, -1);
}
