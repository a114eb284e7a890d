package dev.freshet.topologies.deploy;

import dev.freshet.core.operator.Counters;
import dev.freshet.core.operator.OperatorContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Of the only task of a component that is driven.
 *
 * @param handedOver what was handed to the plan, by name; more may come
 */
record DrivenContext(String name, Counters counters, Map<String, byte[]> handedOver) implements OperatorContext {
    DrivenContext(String name, Map<String, byte[]> handedOver) {
        this(name, new Counters(), handedOver);
    }

    @Override
    public int partition() {
        return 0;
    }

    @Override
    public int partitions() {
        return 1;
    }

    @Override
    public byte @Nullable [] delivered(String under) {
        return handedOver.get(under);
    }
}
