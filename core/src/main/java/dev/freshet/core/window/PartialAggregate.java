package dev.freshet.core.window;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Column;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.expr.RowErrors;
import dev.freshet.core.key.KeyEncoder;
import dev.freshet.core.key.KeyTable;
import dev.freshet.core.operator.Operator;
import dev.freshet.core.operator.OperatorContext;
import dev.freshet.core.operator.Output;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.time.Clamped;
import java.util.stream.IntStream;

/**
 * The sender's half of a windowed aggregation: shrinks each batch to a row of partial states for each pane and key, and
 * judges which rows are late. Keeps nothing between batches, so a batch that is replayed gives the same rows again.
 *
 * <p>A row is late if the watermark of its own partition, as it stood before the row, had closed all its windows for good;
 * by no other. It goes to the dead letters, as does a row whose key or argument fails, or whose time has windows beyond
 * 64-bit milliseconds ({@link Reason#BAD_TIME}).
 */
final class PartialAggregate implements Operator {
    private final WindowAggregateSpec spec;
    private final WindowGrid grid;
    private final RowValues values;
    private final Schema keySchema;
    private final KeyEncoder encoder;
    private final KeyedStates states;
    private final int[] widths;
    private final BatchBuilder builder;
    private final PaneGroups groups = new PaneGroups();
    private int[] slots = new int[0];
    private long[] rowCounts = new long[0];
    private long lastPane;

    PartialAggregate(WindowAggregateSpec spec) {
        this.spec = spec;
        grid = new WindowGrid(spec.window());
        values = new RowValues(spec.keys(), spec.calls());
        keySchema = spec.keySchema();
        encoder = new KeyEncoder(IntStream.range(0, spec.keys().size()).toArray());
        states = new KeyedStates(spec.calls());
        widths = spec.stateWidths();
        builder = new BatchBuilder(spec.partialSchema());
    }

    @Override
    public void open(OperatorContext context) {
        values.of(context.name());
    }

    @Override
    public boolean copiesInput() {
        return true;
    }

    @Override
    public void process(int input, Batch batch, Output out) {
        Batch inTime = withoutLate(batch, out);
        if (inTime.isEmpty()) {
            return;
        }
        Batch good = values.evaluate(inTime, out);
        values.lift(good, builder, this::aggregate, out);
    }

    private void aggregate(Batch good, RowErrors thrown) {
        group(good);
        Batch[] parts = groups.split(good);
        for (int group = 0; group < parts.length; group++) {
            aggregate(group, parts[group].withColumns(keySchema, values.keys()), values.arguments(), thrown);
        }
    }

    private void aggregate(int group, Batch rows, Column[][] arguments, RowErrors thrown) {
        if (slots.length < rows.size()) {
            slots = new int[rows.size()];
            rowCounts = new long[rows.size()];
        }
        states.accumulate(rows, encoder, arguments, slots, thrown);
        for (int i = 0; i < rows.size(); i++) {
            rowCounts[slots[i]]++;
        }
        KeyTable table = states.keys();
        long pane = groups.pane(group);
        for (int slot = 0; slot < table.slotLimit(); slot++) {
            int column = 0;
            builder.putLong(column++, pane);
            if (spec.hasFirstEnds()) {
                builder.putLong(column++, groups.firstEnd(group));
            }
            encoder.decodeInto(table.bytes(), table.start(slot), builder, column);
            column += spec.keys().size();
            builder.putLong(column++, rowCounts[slot]);
            for (int i = 0; i < widths.length; i++) {
                states.aggregate(i).writePartial(slot, builder, column);
                column += widths[i];
            }
            builder.endRow(pane);
            rowCounts[slot] = 0;
        }
        states.clear();
    }

    private void group(Batch batch) {
        groups.begin(batch.size());
        long[] times = batch.eventTimes();
        long[] watermarks = batch.arrivalWatermarks();
        for (int i = 0; i < batch.size(); i++) {
            int row = batch.row(i);
            long pane = pane(times[row]);
            groups.add(pane, watermarks == null ? grid.firstEnd(pane) : grid.firstOpenEnd(pane, watermarks[row]));
        }
    }

    private Batch withoutLate(Batch batch, Output out) {
        long[] times = batch.eventTimes();
        long[] watermarks = batch.arrivalWatermarks();
        int[] kept = null;
        int count = 0;
        for (int i = 0; i < batch.size(); i++) {
            int row = batch.row(i);
            boolean usable = judge(batch, row, times[row], watermarks == null ? Long.MIN_VALUE : watermarks[row], out);
            if (!usable && kept == null) {
                kept = new int[batch.size()];
                for (; count < i; count++) {
                    kept[count] = batch.row(count);
                }
            } else if (usable && kept != null) {
                kept[count++] = row;
            }
        }
        return kept == null ? batch : batch.select(kept, count);
    }

    private boolean judge(Batch batch, int row, long time, long arrivalWatermark, Output out) {
        if (!grid.covers(time)) {
            out.dead(batch, row, Reason.BAD_TIME, "event time " + time + " has windows beyond 64-bit milliseconds");
            return false;
        }
        long pane = pane(time);
        if (grid.firstOpenEnd(pane, arrivalWatermark) > grid.lastEnd(pane)) {
            long lateMs = Clamped.subtract(arrivalWatermark, time);
            out.dead(batch, row, Reason.LATE, "late by " + LateText.duration(lateMs));
            return false;
        }
        return true;
    }

    /** The pane of a time that is covered: nearly always that of the row before, which costs no division. */
    private long pane(long time) {
        if (time < lastPane || time >= grid.firstEnd(lastPane)) {
            lastPane = grid.pane(time);
        }
        return lastPane;
    }
}
