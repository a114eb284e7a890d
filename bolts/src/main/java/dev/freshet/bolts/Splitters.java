package dev.freshet.bolts;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.key.BatchSplitter;
import dev.freshet.core.key.HeavyKeys;
import dev.freshet.core.operator.BatchPartitioner;
import dev.freshet.core.operator.Counters;
import dev.freshet.core.schema.Schema;
import dev.freshet.storm.EdgeSpec;
import dev.freshet.storm.HeavyKeyWatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes the splitters of edges with keys. */
public final class Splitters {
    private Splitters() {}

    /**
     * Splits batches by the edge's key columns, wherever they stand in a batch's schema, and watches for heavy keys.
     *
     * @param component who sends
     * @param counters the sending task's
     */
    public static BatchSplitter of(EdgeSpec edge, String component, Counters counters) {
        return new ByName(edge.keys(), new HeavyKeys(new HeavyKeyWatch(component, edge.stream(), counters)));
    }

    private static final class ByName implements BatchSplitter {
        private final List<String> keys;
        private final HeavyKeys heavy;
        private @Nullable Schema schema;
        private BatchSplitter splitter = new BatchPartitioner();

        ByName(List<String> keys, HeavyKeys heavy) {
            this.keys = keys;
            this.heavy = heavy;
        }

        @Override
        public void split(Batch batch, int partitions, Sink sink) {
            if (batch.schema() != schema) {
                splitter = BatchPartitioner.by(batch.schema(), keys, heavy);
                schema = batch.schema();
            }
            splitter.split(batch, partitions, sink);
        }
    }
}
