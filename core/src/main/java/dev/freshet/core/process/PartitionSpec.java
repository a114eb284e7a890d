package dev.freshet.core.process;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.operator.FailedRows;
import dev.freshet.core.operator.Operator;
import dev.freshet.core.operator.OperatorContext;
import dev.freshet.core.operator.OperatorSpec;
import dev.freshet.core.operator.Output;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives each row the part that a {@link PartitionFunction} says, in a column of its own, so that what follows can go by it.
 *
 * @param function its name
 * @param column what the column is called, VARCHAR, NULL where the function says none
 * @param input the rows
 */
public record PartitionSpec(String function, String column, Schema input) implements OperatorSpec {
    /** @throws IllegalArgumentException if there is no such function, it reads other columns, or the rows have such a column */
    public PartitionSpec {
        ProcessSpec.requireColumns(
                "partition function '" + function + "'",
                PartitionFunctions.require(function).input(),
                input);
        schema(input, column);
    }

    private static Schema schema(Schema input, String column) {
        List<Field> fields = new ArrayList<>(input.fields());
        fields.add(Field.nullable(column, Type.VARCHAR));
        return new Schema(fields);
    }

    /** The columns that the function reads. */
    public List<String> columnsRead() {
        return PartitionFunctions.require(function).input().names();
    }

    @Override
    public Schema outputSchema() {
        return schema(input, column);
    }

    @Override
    public String describe() {
        return "partition by " + function + " AS " + column;
    }

    @Override
    public Operator create() {
        return new Partition(this);
    }

    private static final class Partition implements Operator {
        private final PartitionFunction function;
        private final Schema read;
        private final int[] columnsRead;
        private final Schema schema;
        private final BatchBuilder parts;
        private final RowCursor cursor = new RowCursor(0);

        Partition(PartitionSpec spec) {
            function = PartitionFunctions.require(spec.function());
            read = function.input();
            columnsRead =
                    read.names().stream().mapToInt(spec.input()::requireIndex).toArray();
            schema = spec.outputSchema();
            parts = new BatchBuilder(Schema.of(Field.nullable(spec.column(), Type.VARCHAR)));
        }

        @Override
        public void open(OperatorContext context) {}

        @Override
        public void process(int input, Batch batch, Output out) {
            Column[] seen = new Column[columnsRead.length];
            for (int i = 0; i < seen.length; i++) {
                seen[i] = batch.column(columnsRead[i]);
            }
            Batch rows = batch.withColumns(read, seen);
            FailedRows failed = new FailedRows(batch, out);
            int next = 0;
            for (int row = 0; row < batch.physicalRows(); row++) {
                if (next < batch.size() && batch.row(next) == row) {
                    next++;
                    put(rows, row, failed);
                }
                parts.endRow(0);
            }
            Column[] columns = new Column[schema.size()];
            for (int i = 0; i < columns.length - 1; i++) {
                columns[i] = batch.column(i);
            }
            columns[columns.length - 1] = parts.build(Origin.DERIVED).column(0);
            Batch good = failed.without();
            if (!good.isEmpty()) {
                out.emit(Output.MAIN, good.withColumns(schema, columns));
            }
        }

        private void put(Batch rows, int row, FailedRows failed) {
            cursor.moveTo(rows, row);
            try {
                String part = function.partOf(cursor);
                if (part != null) {
                    parts.putText(0, part);
                }
            } catch (RuntimeException e) {
                failed.error(row, "partition function '" + function.name() + "': " + e);
            }
        }
    }
}
