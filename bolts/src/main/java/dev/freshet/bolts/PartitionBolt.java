package dev.freshet.bolts;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.operator.Operator;
import dev.freshet.core.operator.OperatorContext;
import dev.freshet.core.operator.OperatorSpec;
import dev.freshet.core.operator.Output;
import dev.freshet.core.schema.Schema;
import dev.freshet.storm.EdgeSpec;
import java.util.List;

/** Cuts batches by key, so that the next bolt's tasks each have all rows of their keys. */
public class PartitionBolt extends OperatorBolt {
    /**
     * @param rows the rows, which stay as they are
     * @param edges where the rows go, each with its keys
     */
    public PartitionBolt(String name, Schema rows, EdgeSpec... edges) {
        super(HostSpec.stateless(name, new Pass(rows), List.of(edges), NoBoard.INSTANCE));
    }

    private record Pass(Schema outputSchema) implements OperatorSpec {
        @Override
        public String describe() {
            return "partition";
        }

        @Override
        public Operator create() {
            return new Operator() {
                @Override
                public void open(OperatorContext context) {}

                @Override
                public void process(int input, Batch batch, Output out) {
                    out.emit(Output.MAIN, batch);
                }
            };
        }
    }
}
