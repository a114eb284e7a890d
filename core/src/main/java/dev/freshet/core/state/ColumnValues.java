package dev.freshet.core.state;

import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Column;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;

/** Values in columns on the heap. */
final class ColumnValues implements RowValues {
    private final Schema schema;
    private Cells[] cells = {};

    ColumnValues(Schema schema) {
        this.schema = schema;
        reset();
    }

    @Override
    public void grow(int slots) {
        for (Cells column : cells) {
            column.grow(slots);
        }
    }

    @Override
    public void set(int slot, Column[] columns, int row) {
        for (int i = 0; i < cells.length; i++) {
            cells[i].set(slot, columns[i], row);
        }
    }

    @Override
    public void clear(int slot) {
        for (Cells column : cells) {
            column.clear(slot);
        }
    }

    @Override
    public void copy(int slot, int column, BatchBuilder into, int target) {
        cells[column].copy(slot, into, target);
    }

    @Override
    public int compare(int slot, int other) {
        int order = 0;
        for (int i = 0; i < cells.length && order == 0; i++) {
            order = cells[i].compare(slot, other);
        }
        return order;
    }

    @Override
    public void write(int slot, StateOutput to) {
        for (Cells column : cells) {
            column.write(slot, to);
        }
    }

    @Override
    public void read(int slot, StateInput from) {
        for (Cells column : cells) {
            column.read(slot, from);
        }
    }

    @Override
    public void reset() {
        cells = schema.fields().stream().map(Field::type).map(Cells::of).toArray(Cells[]::new);
    }

    @Override
    public long sizeBytes() {
        long bytes = 0;
        for (Cells column : cells) {
            bytes += column.sizeBytes();
        }
        return bytes;
    }
}
