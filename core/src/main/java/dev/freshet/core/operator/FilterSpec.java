package dev.freshet.core.operator;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.expr.Evaluator;
import dev.freshet.core.expr.Expr;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the rows for which a predicate is TRUE. Others are counted as {@link Counters#NOT_TAKEN}; rows that it fails for go
 * to the dead letters.
 *
 * @param predicate BOOLEAN, over the input schema
 * @param input the rows
 */
public record FilterSpec(Expr predicate, Schema input) implements OperatorSpec {
    public FilterSpec {
        if (predicate.type() != Type.BOOLEAN) {
            throw new IllegalArgumentException(
                    "a filter needs a BOOLEAN (" + predicate + " is " + predicate.type() + ")");
        }
    }

    @Override
    public Schema outputSchema() {
        return input;
    }

    @Override
    public String describe() {
        return "filter " + predicate;
    }

    @Override
    public Operator create() {
        return new FilterOperator(Evaluator.of(predicate));
    }

    private static final class FilterOperator implements Operator {
        private final Evaluator predicate;
        private @Nullable LongAdder notTaken;

        FilterOperator(Evaluator predicate) {
            this.predicate = predicate;
        }

        @Override
        public void open(OperatorContext context) {
            notTaken = context.counters().counter(Counters.NOT_TAKEN);
        }

        @Override
        public void process(int input, Batch batch, Output out) {
            FailedRows failed = new FailedRows(batch, out);
            Batch kept = predicate.filter(batch, failed);
            int dropped = batch.size() - kept.size() - failed.count();
            if (dropped > 0 && notTaken != null) {
                notTaken.add(dropped);
            }
            if (!kept.isEmpty()) {
                out.emit(Output.MAIN, kept);
            }
        }
    }
}
