package dev.freshet.core.decode.scan;

/**
 * Finds the wanted fields of records of one format, and checks that the records are well formed. Keeps scratch space: one
 * instance a thread.
 */
public interface RecordScanner {
    /**
     * Scans the record {@code data[from .. to)}. The array may go on behind it.
     *
     * @param partition the partition that the record is of
     * @param offset the record's offset in its partition
     * @param cells takes the places of the fields; cleared by the scanner
     * @param fault takes the reason where the outcome is {@link Outcome#REJECTED}
     */
    Outcome scan(byte[] data, int from, int to, int partition, long offset, Cells cells, Fault fault);

    /** Whether the last record that was found is cut off in fields that may be missing. */
    default boolean cutOff() {
        return false;
    }

    /**
     * Undoes the format's escapes in a cell that was found with them.
     *
     * @param into where to write to, from 0; as long as the cell at least, which is enough
     * @return how many bytes were written
     */
    int unescape(byte[] data, int from, int to, byte[] into);

    /** Takes the names of a partition's columns, for sources that resume behind a header; other formats ignore it. */
    default void header(int partition, byte[] data, int from, int to) {}
}
