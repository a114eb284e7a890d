package dev.freshet.spouts.source;

import dev.freshet.core.job.JobBoard;
import dev.freshet.core.operator.Counters;
import dev.freshet.core.operator.OperatorContext;
import org.jspecify.annotations.Nullable;

/** What a source task tells the operators of its branches: its tasks stand for partitions. */
record SourceOperatorContext(String name, int partition, int partitions, Counters counters, JobBoard board)
        implements OperatorContext {
    SourceOperatorContext(String name, ReaderContext context, JobBoard board) {
        this(name, context.taskIndex(), context.tasks(), context.counters(), board);
    }

    @Override
    public byte @Nullable [] delivered(String under) {
        return board.delivered(under);
    }
}
