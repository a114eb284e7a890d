package dev.freshet.core.window;

import dev.freshet.core.aggregate.Aggregate;
import dev.freshet.core.aggregate.Aggregates;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.expr.RowErrors;
import dev.freshet.core.operator.Operator;
import dev.freshet.core.operator.OperatorContext;
import dev.freshet.core.operator.Output;
import dev.freshet.core.time.Clamped;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;

/**
 * The sender's half of an aggregation over windows of rows and global ones: lifts each row for itself, since where windows
 * begin and are shown is known only when all rows of a key are in order. A row is late if it is older than the watermark of its own partition, as it stood
 * before the row. Keeps nothing between batches.
 */
final class RowsPartial implements Operator {
    private final WindowAggregateSpec spec;
    private final OnTime onTime;
    private final RowValues values;
    private final Aggregate[] aggregates;
    private final int[] firstStateColumns;
    private final BatchBuilder builder;
    private int[] slots = new int[0];

    RowsPartial(WindowAggregateSpec spec) {
        this.spec = spec;
        Trigger trigger = spec.window().trigger();
        onTime = new OnTime(Clamped.add(1, Clamped.add(trigger.everyMs(), trigger.idleMs())));
        values = new RowValues(spec.keys(), spec.calls());
        aggregates = spec.calls().stream().map(Aggregates::create).toArray(Aggregate[]::new);
        firstStateColumns = spec.firstStateColumns();
        builder = new BatchBuilder(spec.partialSchema());
    }

    @Override
    public void open(OperatorContext context) {
        values.of(context.name());
    }

    @Override
    public void process(int input, Batch batch, Output out) {
        Batch inTime = onTime.of(batch, out);
        if (inTime.isEmpty()) {
            return;
        }
        Batch good = values.evaluate(inTime, out);
        values.lift(good, builder, this::aggregate, out);
    }

    private void aggregate(Batch good, RowErrors thrown) {
        int size = good.size();
        if (slots.length < size) {
            slots = IntStream.range(0, size).toArray();
        }
        for (int i = 0; i < aggregates.length; i++) {
            aggregates[i].ensureSlots(size);
            aggregates[i].accumulate(good, values.arguments()[i], slots, thrown);
        }
        byte[] source = good.origin().source().getBytes(StandardCharsets.UTF_8);
        Batch keys = good.withColumns(spec.keySchema(), values.keys());
        for (int i = 0; i < size; i++) {
            write(keys, i, source);
        }
    }

    private void write(Batch keys, int position, byte[] source) {
        int row = keys.row(position);
        builder.putLong(0, keys.eventTime(row));
        builder.putBytes(1, source, 0, source.length);
        builder.putLong(2, keys.origin().partition());
        builder.putLong(3, keys.offset(row));
        int column = spec.firstKeyColumn();
        for (int i = 0; i < keys.schema().size(); i++) {
            builder.putFrom(column++, keys.column(i), row);
        }
        builder.putLong(column, 1);
        for (int i = 0; i < aggregates.length; i++) {
            aggregates[i].writePartial(position, builder, firstStateColumns[i]);
            aggregates[i].clear(position);
        }
        builder.endRow(keys.eventTime(row));
    }
}
