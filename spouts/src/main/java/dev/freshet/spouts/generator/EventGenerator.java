package dev.freshet.spouts.generator;

import java.io.Serializable;

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
}
