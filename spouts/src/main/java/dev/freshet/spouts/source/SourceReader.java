package dev.freshet.spouts.source;

import java.util.List;
import java.util.SortedMap;
import java.util.function.IntPredicate;

/**
 * Reads a task's partitions of a source, each in the order of its offsets. Called by one thread; no method blocks for more
 * than some milliseconds. Every method may throw {@link SourceFailure} when the source cannot be read any more.
 */
public interface SourceReader extends AutoCloseable {
    /** The task's partitions as far as they are known; numbers that are unique in the source. May grow unless {@link #bounded}. */
    List<Integer> partitions();

    /** Whether no partitions are added, and each comes to its end. */
    boolean bounded();

    /**
     * Takes what is there of one partition, up to the limits; partitions take turns.
     *
     * @param open which partitions may be read now
     * @param into emptied by the caller
     * @return whether something was taken
     */
    boolean poll(IntPredicate open, int maxRecords, int maxBytes, Intake into);

    /** Whether all of the partition has been taken, and nothing more will come. */
    boolean finished(int partition);

    /** What the partition's records are from, for people: a file's name, a topic. */
    default String name(int partition) {
        return "";
    }

    /** Everything of the partition before the offset has been processed. Offsets never fall. */
    void processed(int partition, long offset);

    /**
     * Goes on from an offset in the partition.
     *
     * @param offset of the next record to be taken
     */
    void seek(int partition, long offset);

    /** The offset of the next record of the partition to be taken. */
    long position(int partition);

    /**
     * Goes on from where all partitions of the source stood once, those of other tasks included. A partition that was not there then
     * is read from its beginning.
     *
     * @param offsets of the next records to be taken, by partition
     */
    default void restore(SortedMap<Integer, Long> offsets) {
        for (int partition : partitions()) {
            seek(partition, offsets.getOrDefault(partition, 0L));
        }
    }

    /** Whether the source answers: while it does not, it is not known that a silent partition has nothing. */
    default boolean answers() {
        return true;
    }

    /** Everything that will be read is processed: what the source is told of that it is told now. May take some seconds. */
    default void settle() {}

    /** Called about every 100 ms, whether or not anything may be read. */
    default void tick(long nowMs) {}

    @Override
    void close();
}
