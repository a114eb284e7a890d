package dev.freshet.core.aggregate;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * Another aggregate of a slot's distinct values: {@code sum(DISTINCT x)}. The state is the set of values, which are passed to
 * the other aggregate when a result is wanted. -0.0 is 0.0, and all NaNs are one value.
 */
final class OverDistinctAggregate extends ValueCounts {
    private static final int ROWS_AT_ONCE = 1024;
    private static final int[] TO_FIRST_SLOT = new int[ROWS_AT_ONCE];

    private final Type type;
    private final Aggregate of;
    private final BatchBuilder values;

    OverDistinctAggregate(Type type, Aggregate of) {
        super(type, false);
        this.type = type;
        this.of = of;
        values = new BatchBuilder(Schema.of(Field.nullable("value", type)));
        of.ensureSlots(1);
    }

    @Override
    public @Nullable String lower(int slot, BatchBuilder out, int column) {
        if (isText()) {
            for (int entry = texts.first(slot); entry >= 0; entry = texts.next(entry)) {
                values.putBytes(0, texts.bytes(), texts.start(entry), texts.end(entry));
                endRow();
            }
        } else {
            for (int entry = longs.first(slot); entry >= 0; entry = longs.next(entry)) {
                OrderedBits.put(longs.value(entry), type, values, 0);
                endRow();
            }
        }
        pass();
        String problem = of.lower(0, out, column);
        of.clear(0);
        return problem;
    }

    private void endRow() {
        values.endRow(0);
        if (values.rows() == ROWS_AT_ONCE) {
            pass();
        }
    }

    private void pass() {
        if (!values.isEmpty()) {
            Batch batch = values.build(Origin.DERIVED);
            of.accumulate(batch, new Column[] {batch.column(0)}, TO_FIRST_SLOT);
        }
    }
}
