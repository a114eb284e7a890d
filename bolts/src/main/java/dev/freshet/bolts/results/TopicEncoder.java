package dev.freshet.bolts.results;

import dev.freshet.bolts.kafka.TopicAppend;
import dev.freshet.core.batch.Batch;
import java.util.ArrayList;
import java.util.List;

/** Appends rows to a topic as they come: at least once. */
final class TopicEncoder implements ResultEncoder<TopicAppend> {
    private final String topic;
    private final TopicFormat format;
    private List<byte[]> rows = new ArrayList<>();

    TopicEncoder(String topic, TopicFormat format) {
        this.topic = topic;
        this.format = format;
    }

    @Override
    public int add(Batch batch, long generation) {
        return format.forEach(batch, row -> rows.add(row.toBytes()));
    }

    @Override
    public void take(long nowMs, List<TopicAppend> into) {
        if (!rows.isEmpty()) {
            into.add(TopicAppend.unnumbered(topic, rows));
            rows = new ArrayList<>();
        }
    }
}
