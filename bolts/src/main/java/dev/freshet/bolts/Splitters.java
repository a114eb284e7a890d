package dev.freshet.bolts;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.key.BatchSplitter;
import dev.freshet.core.operator.BatchPartitioner;
import dev.freshet.core.schema.Schema;
import dev.freshet.storm.EdgeSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the splitters of edges with keys. */
public final class Splitters {
    private Splitters() {}

    /** Splits batches by the edge's key columns, wherever they stand in a batch's schema. */
    public static BatchSplitter of(EdgeSpec edge) {
        return new ByName(edge.keys());
    }

    private static final class ByName implements BatchSplitter {
        private final List<String> keys;
        private @Nullable Schema schema;
        private BatchSplitter splitter = new BatchPartitioner();

        ByName(List<String> keys) {
            this.keys = keys;
        }

        @Override
        public void split(Batch batch, int partitions, Sink sink) {
            if (batch.schema() != schema) {
                splitter = BatchPartitioner.by(batch.schema(), keys);
                schema = batch.schema();
            }
            splitter.split(batch, partitions, sink);
        }
    }
}
