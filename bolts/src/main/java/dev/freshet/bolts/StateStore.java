package dev.freshet.bolts;

/** Where operators keep their rows that can be kept in either place. */
public enum StateStore {
    /** On the heap. */
    MEMORY,
    /** In a file of the task's, with a cache on the heap. */
    DISK
}
