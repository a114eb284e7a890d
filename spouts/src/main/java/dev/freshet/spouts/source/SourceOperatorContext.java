package dev.freshet.spouts.source;

import dev.freshet.core.operator.Counters;
import dev.freshet.core.operator.OperatorContext;

/** What a source task tells the operators of its branches: its tasks stand for partitions. */
record SourceOperatorContext(String name, int partition, int partitions, Counters counters) implements OperatorContext {
    SourceOperatorContext(String name, ReaderContext context) {
        this(name, context.taskIndex(), context.tasks(), context.counters());
    }
}
