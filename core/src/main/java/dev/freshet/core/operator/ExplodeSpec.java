package dev.freshet.core.operator;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.BytesColumn;
import dev.freshet.core.expr.Evaluator;
import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.schema.Field;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.schema.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Makes a row of each part of a text, in the order of the parts: {@code a,b} gives two rows, with {@code a} and with {@code b}.
 * Empty parts give none. A row of which nothing comes counts as {@link Counters#NOT_TAKEN}; one that the expression fails for goes
 * to the dead letters. The rows of one row have its time and its offset.
 *
 * @param column the text, VARCHAR, over the input schema, and what a part's column is called
 * @param input the rows
 */
public record ExplodeSpec(NamedExpr column, Schema input) implements OperatorSpec {
    /** What stands between two parts. */
    public static final char SEPARATOR = ',';

    /** @throws IllegalArgumentException if it is no text, or the input has a column of that name */
    public ExplodeSpec {
        if (column.expr().type() != Type.VARCHAR) {
            throw new IllegalArgumentException("what is exploded must be VARCHAR (" + column.name() + " is "
                    + column.expr().type() + ")");
        }
        schema(column, input);
    }

    @Override
    public Schema outputSchema() {
        return schema(column, input);
    }

    /** The input's columns, and that of the part behind them. */
    private static Schema schema(NamedExpr column, Schema input) {
        List<Field> fields = new ArrayList<>(input.fields());
        fields.add(Field.required(column.name(), Type.VARCHAR));
        return new Schema(fields);
    }

    @Override
    public String describe() {
        return "explode " + column;
    }

    @Override
    public boolean keepsPlaces() {
        return false;
    }

    @Override
    public Operator create() {
        return new ExplodeOperator(outputSchema(), Evaluator.of(column.expr()));
    }

    private static final class ExplodeOperator implements Operator {
        private static final int MAX_ROWS = 16_384;

        private final Evaluator text;
        private final int width;
        private final BatchBuilder rows;
        private @Nullable LongAdder notTaken;

        ExplodeOperator(Schema schema, Evaluator text) {
            this.text = text;
            width = schema.size() - 1;
            rows = new BatchBuilder(schema);
        }

        @Override
        public void open(OperatorContext context) {
            notTaken = context.counters().counter(Counters.NOT_TAKEN);
        }

        @Override
        public void process(int input, Batch batch, Output out) {
            FailedRows failed = new FailedRows(batch, out);
            BytesColumn texts = (BytesColumn) text.evaluate(batch, failed);
            Batch good = failed.without();
            int empty = 0;
            for (int i = 0; i < good.size(); i++) {
                int row = good.row(i);
                empty += texts.isNull(row) || explode(good, row, texts) == 0 ? 1 : 0;
                if (rows.rows() >= MAX_ROWS) {
                    out.emit(Output.MAIN, rows.build(batch.origin()));
                }
            }
            if (empty > 0 && notTaken != null) {
                notTaken.add(empty);
            }
            if (!rows.isEmpty()) {
                out.emit(Output.MAIN, rows.build(batch.origin()));
            }
        }

        private int explode(Batch batch, int row, BytesColumn texts) {
            byte[] data = texts.data();
            int end = texts.end(row);
            int parts = 0;
            int from = texts.start(row);
            for (int at = from; at <= end; at++) {
                if (at < end && data[at] != SEPARATOR) {
                    continue;
                }
                if (at > from) {
                    for (int i = 0; i < width; i++) {
                        rows.putFrom(i, batch.column(i), row);
                    }
                    rows.putBytes(width, data, from, at);
                    rows.endRowOf(batch, row);
                    parts++;
                }
                from = at + 1;
            }
            return parts;
        }
    }
}
