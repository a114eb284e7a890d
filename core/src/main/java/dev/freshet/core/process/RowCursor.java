package dev.freshet.core.process;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.schema.Schema;

/** The row that is being taken. */
final class RowCursor implements ProcessRow {
    private static final Batch NO_ROWS = new BatchBuilder(Schema.of()).build(Origin.DERIVED);

    private final int first;
    private Batch batch = NO_ROWS;
    private int row;

    /** @param first where the columns that are read begin */
    RowCursor(int first) {
        this.first = first;
    }

    void moveTo(Batch of, int at) {
        batch = of;
        row = at;
    }

    @Override
    public boolean isNull(int column) {
        return batch.column(first + column).isNull(row);
    }

    @Override
    public boolean booleanAt(int column) {
        return batch.booleans(first + column).get(row);
    }

    @Override
    public long longAt(int column) {
        return batch.longs(first + column).get(row);
    }

    @Override
    public double doubleAt(int column) {
        return batch.doubles(first + column).get(row);
    }

    @Override
    public String textAt(int column) {
        return batch.bytes(first + column).text(row);
    }
}
