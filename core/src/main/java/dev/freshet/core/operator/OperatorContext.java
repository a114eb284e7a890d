package dev.freshet.core.operator;

import dev.freshet.core.key.KeyGroups;
import dev.freshet.core.state.RowBytes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a host tells an operator at {@link Operator#open}. */
public interface OperatorContext {
    /** The operator's name in the plan: stable across restarts, unique in the job. */
    String name();

    /** Which of the operator's partitions this instance is, from 0. */
    int partition();

    /** How many partitions the operator has. */
    int partitions();

    /** Where the operator counts; read by other threads. */
    Counters counters();

    /**
     * What was last handed to the running job under this name; null where nothing was. The same array until something else is
     * handed over, so that asking for every batch is cheap. Read only.
     */
    default byte @Nullable [] delivered(String name) {
        return null;
    }

    /**
     * A place for rows outside the heap, if the host has one: empty to keep them on the heap.
     *
     * @param name which of the instance's places, asked for once
     */
    default Optional<RowBytes> rowBytes(String name) {
        return Optional.empty();
    }

    /** Whether the key group is kept by this instance. */
    default boolean owns(int keyGroup) {
        return KeyGroups.partition(keyGroup, partitions()) == partition();
    }
}
