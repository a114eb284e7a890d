package dev.freshet.topologies.deploy;

import dev.freshet.core.operator.Counters;
import dev.freshet.core.operator.OperatorContext;

/** Of the only task of a component that is driven. */
record DrivenContext(String name, Counters counters) implements OperatorContext {
    DrivenContext(String name) {
        this(name, new Counters());
    }

    @Override
    public int partition() {
        return 0;
    }

    @Override
    public int partitions() {
        return 1;
    }
}
