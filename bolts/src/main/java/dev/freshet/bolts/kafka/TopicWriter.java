package dev.freshet.bolts.kafka;

/** Appends to topics under one name. */
interface TopicWriter extends AutoCloseable {
    /**
     * Appends the rows, and returns when they are safe. What throws is closed: whether the rows are there, its successor finds out.
     */
    void append(TopicAppend append);

    /** Waits for nothing. */
    @Override
    void close();
}
