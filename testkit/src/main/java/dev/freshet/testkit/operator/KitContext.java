package dev.freshet.testkit.operator;

import dev.freshet.core.operator.Counters;
import dev.freshet.core.operator.OperatorContext;
import dev.freshet.core.state.RowBytes;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One of an operator's instances, as its host would describe it.
 *
 * @param places makes places for rows outside the heap; of none where there are none
 */
public record KitContext(
        String name, int partition, int partitions, Counters counters, Supplier<Optional<RowBytes>> places)
        implements OperatorContext {
    /** Without places outside the heap. */
    public KitContext(String name, int partition, int partitions, Counters counters) {
        this(name, partition, partitions, counters, Optional::empty);
    }

    /** The only instance. */
    public static KitContext single(String name) {
        return new KitContext(name, 0, 1, new Counters());
    }

    @Override
    public Optional<RowBytes> rowBytes(String place) {
        return places.get();
    }
}
