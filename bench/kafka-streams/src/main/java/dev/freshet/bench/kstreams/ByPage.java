package dev.freshet.bench.kstreams;

import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Keys an event by its page, and keeps where it comes from. */
class ByPage extends ContextualProcessor<byte[], Event, String, Hit> {
    /** What the windows are by. */
    String key(Event event) {
        return event.page();
    }

    @Override
    public final void process(Record<byte[], Event> record) {
        Event event = record.value();
        int source = context().recordMetadata().orElseThrow().partition();
        context().forward(new Record<>(key(event), new Hit(source, event.value(), event.user()), record.timestamp()));
    }
}
