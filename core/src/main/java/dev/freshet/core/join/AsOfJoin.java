package dev.freshet.core.join;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.operator.Operator;
import dev.freshet.core.operator.OperatorContext;
import dev.freshet.core.operator.Output;

/** Holds left rows until their match is certain. */
final class AsOfJoin implements Operator {
    private final AsOfJoinSpec spec;

    AsOfJoin(AsOfJoinSpec spec) {
        this.spec = spec;
    }

    @Override
    public void open(OperatorContext context) {}

    @Override
    public void process(int input, Batch batch, Output out) {
        throw new UnsupportedOperationException(spec.describe());
    }
}
