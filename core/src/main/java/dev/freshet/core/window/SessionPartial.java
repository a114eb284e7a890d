package dev.freshet.core.window;

import dev.freshet.core.aggregate.Aggregate;
import dev.freshet.core.aggregate.Aggregates;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.expr.RowErrors;
import dev.freshet.core.key.KeyEncoder;
import dev.freshet.core.key.KeyTable;
import dev.freshet.core.operator.Operator;
import dev.freshet.core.operator.OperatorContext;
import dev.freshet.core.operator.Output;
import java.util.stream.IntStream;

/**
 * The sender's half of an aggregation over sessions: shrinks each batch to a row of partial states for each stretch of a
 * key's rows that are less than the gap apart, and judges which rows are late. Keeps nothing between batches.
 *
 * <p>A row is late if it is older than the watermark of its own partition, as it stood before the row. That is stricter than
 * that the window it opens has closed, and has to be: only a row that is not older cannot reach into a session that has been
 * emitted. Late rows go to the dead letters, as do those whose key or argument fails, or whose session would end beyond 64-bit
 * milliseconds.
 */
final class SessionPartial implements Operator {
    private final WindowAggregateSpec spec;
    private final OnTime onTime;
    private final RowValues values;
    private final KeyEncoder encoder;
    private final KeyTable keys = new KeyTable();
    private final SessionCuts cuts;
    private final Aggregate[] aggregates;
    private final int[] firstStateColumns;
    private final BatchBuilder builder;
    private int[] keySlots = new int[0];
    private int[] stretches = new int[0];

    SessionPartial(WindowAggregateSpec spec) {
        this.spec = spec;
        onTime = new OnTime(spec.window().sizeMs());
        values = new RowValues(spec.keys(), spec.calls());
        encoder = new KeyEncoder(IntStream.range(0, spec.keys().size()).toArray());
        cuts = new SessionCuts(spec.window().sizeMs());
        aggregates = spec.calls().stream().map(Aggregates::create).toArray(Aggregate[]::new);
        firstStateColumns = spec.firstStateColumns();
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
        Batch inTime = onTime.of(batch, out);
        if (inTime.isEmpty()) {
            return;
        }
        Batch good = values.evaluate(inTime, out);
        values.lift(good, builder, this::aggregate, out);
    }

    private void aggregate(Batch good, RowErrors thrown) {
        if (stretches.length < good.size()) {
            keySlots = new int[good.size()];
            stretches = new int[good.size()];
        }
        encoder.slots(good.withColumns(spec.keySchema(), values.keys()), keys, keySlots);
        int count = cuts.cut(good, keySlots, keys.slotLimit(), stretches);
        for (int i = 0; i < aggregates.length; i++) {
            aggregates[i].ensureSlots(count);
            aggregates[i].accumulate(good, values.arguments()[i], stretches, thrown);
        }
        for (int stretch = 0; stretch < count; stretch++) {
            write(stretch);
        }
        keys.clear();
    }

    private void write(int stretch) {
        builder.putLong(0, cuts.first(stretch));
        builder.putLong(1, cuts.last(stretch));
        encoder.decodeInto(keys.bytes(), keys.start(cuts.key(stretch)), builder, spec.firstKeyColumn());
        builder.putLong(spec.rowsColumn(), cuts.rows(stretch));
        for (int i = 0; i < aggregates.length; i++) {
            aggregates[i].writePartial(stretch, builder, firstStateColumns[i]);
            aggregates[i].clear(stretch);
        }
        builder.endRow(cuts.first(stretch));
    }
}
