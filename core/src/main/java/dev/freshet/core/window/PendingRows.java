package dev.freshet.core.window;

import dev.freshet.core.aggregate.ShellSort;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.BooleanColumn;
import dev.freshet.core.batch.BytesColumn;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.DoubleColumn;
import dev.freshet.core.batch.LongColumn;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.key.KeyEncoder;
import dev.freshet.core.key.KeyGroups;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import dev.freshet.core.time.Clamped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Rows that wait until event time has passed them, in stretches of {@value #STRETCH_MS} ms; a stretch is handed out as a
 * whole, in order: by time, source, partition and offset, and where rows have none of these by what they hold. The rows stay
 * in the batches that they came in.
 */
public final class PendingRows {
    public static final long STRETCH_MS = 100;

    private final NavigableMap<Long, List<Batch>> stretches = new TreeMap<>();
    private final PaneGroups groups = new PaneGroups();
    private long size;

    /** Takes the rows of a batch, whose first columns are time, source, partition and offset. */
    public void add(Batch batch) {
        groups.begin(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            groups.add(start(batch.eventTime(batch.row(i))), 0);
        }
        Batch[] parts = groups.split(batch);
        for (int group = 0; group < parts.length; group++) {
            stretches
                    .computeIfAbsent(groups.pane(group), unused -> new ArrayList<>(1))
                    .add(parts[group]);
        }
        size += batch.size();
    }

    /** The start of the stretch that a time lies in. */
    public static long start(long timeMs) {
        return Clamped.subtract(timeMs, Math.floorMod(timeMs, STRETCH_MS));
    }

    /** Hands out the stretches that have passed, and forgets them. */
    public void pass(long watermarkMs, Visitor visitor) {
        long end = watermarkMs == Long.MAX_VALUE ? Long.MAX_VALUE : start(watermarkMs);
        while (!stretches.isEmpty() && stretches.firstKey() < end) {
            Map.Entry<Long, List<Batch>> stretch = stretches.pollFirstEntry();
            Batch[] batches = stretch.getValue().toArray(Batch[]::new);
            int count = Arrays.stream(batches).mapToInt(Batch::size).sum();
            visitor.rows(batches, order(batches, count));
            size -= count;
        }
    }

    /** Takes the rows of a stretch. */
    public interface Visitor {
        /** @param order the rows in order: positions counted through all batches */
        void rows(Batch[] batches, int[] order);
    }

    /** Writes each row as an entry of its key group: the kind, its time, its other columns. */
    public void write(KeyEncoder keys, int kind, KeyGroupSections sections) {
        for (List<Batch> batches : stretches.values()) {
            for (Batch batch : batches) {
                long[] hashes = new long[batch.size()];
                keys.hashes(batch, hashes);
                for (int i = 0; i < batch.size(); i++) {
                    StateOutput out = sections.of(KeyGroups.group(hashes[i]));
                    out.putUnsigned(kind);
                    out.putLong(batch.eventTime(batch.row(i)));
                    out.putRow(batch, batch.row(i), 1);
                }
            }
        }
    }

    /** Begins to take rows of this schema back. */
    public Reading reading(Schema schema) {
        return new Reading(new BatchBuilder(schema));
    }

    /** Takes the rows of one section back. */
    public final class Reading {
        private final BatchBuilder rows;

        private Reading(BatchBuilder rows) {
            this.rows = rows;
        }

        /** Reads an entry, whose kind has been read. */
        public void row(StateInput in) {
            long timeMs = in.getLong();
            rows.putLong(0, timeMs);
            in.getRow(rows, 1);
            rows.endRow(timeMs);
        }

        public void end() {
            if (!rows.isEmpty()) {
                add(rows.build(Origin.DERIVED));
            }
        }
    }

    public long size() {
        return size;
    }

    /** About how many bytes the rows take: 16 for each column of each. */
    public long sizeBytes() {
        return stretches.isEmpty()
                ? 0
                : 16 * size * stretches.firstEntry().getValue().get(0).schema().size();
    }

    private static int[] order(Batch[] batches, int count) {
        int[] batchOf = new int[count];
        int[] rowOf = new int[count];
        int[] order = new int[count];
        int at = 0;
        for (int batch = 0; batch < batches.length; batch++) {
            for (int i = 0; i < batches[batch].size(); i++) {
                batchOf[at] = batch;
                rowOf[at] = batches[batch].row(i);
                order[at] = at;
                at++;
            }
        }
        ShellSort.sort(order, count, (a, b) -> compare(batches[batchOf[a]], rowOf[a], batches[batchOf[b]], rowOf[b]));
        return order;
    }

    private static int compare(Batch a, int rowA, Batch b, int rowB) {
        int columns = a.schema().size();
        for (int i = 0; i < columns; i++) {
            int order = compare(a.column(i), rowA, b.column(i), rowB);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int compare(Column a, int rowA, Column b, int rowB) {
        if (a.isNull(rowA) || b.isNull(rowB)) {
            return Boolean.compare(b.isNull(rowB), a.isNull(rowA));
        }
        if (a instanceof LongColumn longs) {
            return Long.compare(longs.get(rowA), ((LongColumn) b).get(rowB));
        }
        if (a instanceof DoubleColumn doubles) {
            return Double.compare(doubles.get(rowA), ((DoubleColumn) b).get(rowB));
        }
        if (a instanceof BooleanColumn booleans) {
            return Boolean.compare(booleans.get(rowA), ((BooleanColumn) b).get(rowB));
        }
        BytesColumn left = (BytesColumn) a;
        BytesColumn right = (BytesColumn) b;
        return Arrays.compareUnsigned(
                left.data(), left.start(rowA), left.end(rowA), right.data(), right.start(rowB), right.end(rowB));
    }
}
