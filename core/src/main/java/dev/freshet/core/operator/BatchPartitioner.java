package dev.freshet.core.operator;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.key.BatchSplitter;
import dev.freshet.core.key.HeavyKeys;
import dev.freshet.core.key.KeyEncoder;
import dev.freshet.core.key.KeyGroups;
import dev.freshet.core.schema.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts batches by the hash of key columns: a row goes to the partition that keeps its key's group. The parts share the
 * batch's columns. Without key columns everything goes to one partition.
 */
public final class BatchPartitioner implements BatchSplitter {
    private final KeyEncoder encoder;
    private final @Nullable HeavyKeys heavy;
    private long[] hashes = new long[0];
    private int[] partitionOf = new int[0];

    /** @param keyColumns the positions of the key's columns in the batches */
    public BatchPartitioner(int... keyColumns) {
        this(null, keyColumns);
    }

    private BatchPartitioner(@Nullable HeavyKeys heavy, int... keyColumns) {
        this.heavy = heavy;
        encoder = new KeyEncoder(keyColumns);
    }

    /** @throws IllegalArgumentException if the schema has no such column; names those it has */
    public static BatchPartitioner by(Schema schema, List<String> keyColumns) {
        return new BatchPartitioner(
                keyColumns.stream().mapToInt(schema::requireIndex).toArray());
    }

    /**
     * The same, which also counts which keys rows have.
     *
     * @throws IllegalArgumentException if the schema has no such column; names those it has
     */
    public static BatchPartitioner by(Schema schema, List<String> keyColumns, HeavyKeys heavy) {
        return new BatchPartitioner(
                heavy, keyColumns.stream().mapToInt(schema::requireIndex).toArray());
    }

    @Override
    public void split(Batch batch, int partitions, Sink sink) {
        if (partitions < 1 || partitions > KeyGroups.COUNT) {
            throw new IllegalArgumentException(
                    "partitions must be 1 to " + KeyGroups.COUNT + " (partitions " + partitions + ")");
        }
        if (batch.isEmpty()) {
            return;
        }
        if (partitions == 1) {
            sink.part(0, batch);
            return;
        }
        int[] counts = assign(batch, partitions);
        for (int partition = 0; partition < partitions; partition++) {
            if (counts[partition] == batch.size()) {
                sink.part(partition, batch);
            } else if (counts[partition] > 0) {
                sink.part(partition, part(batch, partition, counts[partition]));
            }
        }
    }

    private int[] assign(Batch batch, int partitions) {
        if (hashes.length < batch.size()) {
            hashes = new long[batch.size()];
            partitionOf = new int[batch.size()];
        }
        encoder.hashes(batch, hashes);
        if (heavy != null) {
            heavy.observe(hashes, batch.size(), partitions);
        }
        int[] counts = new int[partitions];
        for (int i = 0; i < batch.size(); i++) {
            int partition = KeyGroups.partition(KeyGroups.group(hashes[i]), partitions);
            partitionOf[i] = partition;
            counts[partition]++;
        }
        return counts;
    }

    private Batch part(Batch batch, int partition, int count) {
        int[] rows = new int[count];
        int at = 0;
        for (int i = 0; at < count; i++) {
            if (partitionOf[i] == partition) {
                rows[at++] = batch.row(i);
            }
        }
        return batch.select(rows, count);
    }
}
