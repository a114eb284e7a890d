package dev.freshet.spouts.kafka;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** A partition that a task reads: how far, and what was fetched of it. */
final class KafkaShare {
    final int partition;
    final TopicPartition kafka;
    /** Exclusive; {@link Long#MAX_VALUE} for no end. */
    long end;
    /** What was fetched last, of which those from {@link #taken} on are still to be read. */
    List<ConsumerRecord<Void, ByteBuffer>> fetched = List.of();

    int taken;
    long next;
    boolean paused;

    KafkaShare(int partition, TopicPartition kafka, long next, long end) {
        this.partition = partition;
        this.kafka = kafka;
        this.next = next;
        this.end = end;
    }

    boolean isEmpty() {
        return taken == fetched.size();
    }

    void clear() {
        fetched = List.of();
        taken = 0;
    }

    /** Goes on from another offset; what has an end ends with what there is. */
    void goOn(long offset, long lastEnd) {
        next = offset;
        end = end == Long.MAX_VALUE ? end : Math.min(end, lastEnd);
    }
}
