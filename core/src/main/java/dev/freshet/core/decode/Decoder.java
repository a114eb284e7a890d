package dev.freshet.core.decode;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.time.PartitionClock;
import java.util.function.IntFunction;

/**
 * Turns raw records into a batch of the fields that the plan needs. No record makes it throw: what cannot be used is told
 * to the {@link Rejections}. One instance a task.
 */
public interface Decoder {
    /**
     * Decodes a chunk.
     *
     * @param source the input's name, for the batch's origin
     * @param partition the partition that all records of the chunk are of
     * @param clock the partition's; every record whose time can be read is observed, in order, also those that a pushed-down
     *     predicate then drops
     * @return the rows that remain, with offsets and arrival watermarks; perhaps none
     */
    Batch decode(RecordChunk chunk, String source, int partition, PartitionClock clock, Rejections rejections);

    /** From now on a batch is good only until the next one is decoded: its arrays are filled again. */
    void lendBatches();

    /**
     * Tells the names of a partition's columns where the format has a header and the source resumes behind it. Without this
     * the record at offset 0 tells them. Other formats ignore it.
     *
     * @param record the header record
     */
    void header(int partition, byte[] record);

    /** Tells how partitions are named, for fields that are {@link FieldSpec#SOURCE}; without it they have no name. */
    default void names(IntFunction<String> byPartition) {}

    /** How many records were no events but headers, since this decoder was made. */
    long headers();

    /** How many records a pushed-down predicate was not true for, since this decoder was made. */
    long filtered();

    /** How many records were used although they are cut off in fields that may be missing, since this decoder was made. */
    long truncated();
}
