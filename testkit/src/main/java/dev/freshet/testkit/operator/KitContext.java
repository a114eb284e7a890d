package dev.freshet.testkit.operator;

import dev.freshet.core.operator.Counters;
import dev.freshet.core.operator.OperatorContext;

/** One of an operator's instances, as its host would describe it. */
public record KitContext(String name, int partition, int partitions, Counters counters) implements OperatorContext {
    /** The only instance. */
    public static KitContext single(String name) {
        return new KitContext(name, 0, 1, new Counters());
    }
}
