package dev.freshet.bolts.results;

import dev.freshet.bolts.kafka.TopicAppend;
import dev.freshet.core.batch.Batch;
import java.util.List;

/** Appends rows to a topic when the epoch that they came in is complete, those of an epoch in one transaction. */
final class HeldTopicEncoder extends HeldEncoder<TopicAppend> {
    private final String topic;
    private final String job;
    private final TopicFormat format;

    /**
     * @param job with which the names of transactions and groups begin, behind {@code freshet-}
     * @param index of the task
     */
    HeldTopicEncoder(String topic, String job, TopicFormat format, int index) {
        super(index);
        this.topic = topic;
        this.job = job;
        this.format = format;
    }

    @Override
    public int add(Batch batch, long generation) {
        return format.forEach(batch, row -> hold(row.toBytes()));
    }

    @Override
    void append(String writer, long epoch, List<byte[]> rows, List<TopicAppend> into) {
        if (!rows.isEmpty()) {
            into.add(new TopicAppend(topic, "freshet-" + job + "-" + writer, epoch, rows));
        }
    }
}
