package dev.freshet.bolts.kafka;

import java.util.List;

/**
 * Rows to be appended to a topic in one step.
 *
 * @param writer a name that goes with the rows, whoever appends them; empty where nothing numbers them, and rows may be there twice
 * @param number of the append, greater than all of the writer before; one that the topic has is passed over
 * @param rows each as of {@link TopicRow#toBytes}
 */
public record TopicAppend(String topic, String writer, long number, List<byte[]> rows) {
    public TopicAppend {
        rows = List.copyOf(rows);
    }

    /** Rows that nothing numbers. */
    public static TopicAppend unnumbered(String topic, List<byte[]> rows) {
        return new TopicAppend(topic, "", 0, rows);
    }
}
