package dev.freshet.bench.kstreams;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/** The event's own time; what is no view brings time not forward. */
final class EventTime implements TimestampExtractor {
    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTimeMs) {
        return record.value() instanceof Event event ? event.timeMs() : Math.max(0, partitionTimeMs);
    }
}
