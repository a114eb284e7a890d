package dev.freshet.core.state;

/**
 * Bytes by number, kept outside the heap by whoever hosts an operator. Nothing that is put here outlives the task: what is to
 * last stands in snapshots. Used by the task's thread alone.
 */
public interface RowBytes {
    /**
     * Keeps bytes under a number that has none.
     *
     * @param bytes the store's from now on
     */
    void put(int slot, byte[] bytes);

    /** The bytes of a number that has some; not to be changed. */
    byte[] get(int slot);

    /** Forgets the bytes of a number that has some. */
    void remove(int slot);

    /** Forgets everything. */
    void clear();
}
