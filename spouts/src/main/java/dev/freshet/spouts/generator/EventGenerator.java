package dev.freshet.spouts.generator;

import java.io.Serializable;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Makes events: each is a function of the generator's settings (its seed among them) and the event's index, and of nothing
 * else, so that the same events come whatever the number of tasks. Each task has a copy of its own, used by one thread.
 */
public interface EventGenerator extends Serializable {
    /**
     * Writes an event as one record in the input's format, without a line end.
     *
     * @param index from 0
     */
    void event(long index, RecordWriter to);

    /** The first records, made one after the other as they are asked for. */
    default Stream<byte[]> records(long events) {
        RecordWriter writer = new RecordWriter();
        return LongStream.range(0, events).mapToObj(index -> {
            writer.clear();
            event(index, writer);
            return writer.toBytes();
        });
    }
}
