package dev.freshet.core.process;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.Column;
import dev.freshet.core.expr.Evaluators;
import dev.freshet.core.expr.NamedExpr;
import dev.freshet.core.operator.FailedRows;
import dev.freshet.core.operator.Operator;
import dev.freshet.core.operator.OperatorContext;
import dev.freshet.core.operator.Output;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.window.OnTime;
import dev.freshet.core.window.OrderedRows;

/**
 * The sender's half of a process: computes the key, and leaves the columns that are read. A row is late if it is older than the
 * watermark of its own partition, as it stood before the row; unless rows are taken as they arrive. Keeps nothing between batches.
 */
final class ProcessPartial implements Operator {
    private final Schema schema;
    private final boolean takesAll;
    private final OnTime onTime;
    private final Evaluators keys;
    private final int[] read;

    ProcessPartial(ProcessSpec spec) {
        schema = spec.partialSchema();
        takesAll = spec.program().takesRowsAsTheyArrive();
        onTime = new OnTime(spec.ttlMs());
        keys = Evaluators.of(spec.keys().stream().map(NamedExpr::expr).toList());
        read = spec.columnsRead().stream()
                .mapToInt(name -> spec.input().requireIndex(name))
                .toArray();
    }

    @Override
    public void open(OperatorContext context) {}

    @Override
    public void process(int input, Batch batch, Output out) {
        Batch inTime = takesAll ? batch : onTime.of(batch, out);
        if (inTime.isEmpty()) {
            return;
        }
        FailedRows failures = new FailedRows(inTime, out);
        Column[] keyColumns = keys.evaluate(inTime, failures);
        Batch good = failures.without();
        if (good.isEmpty()) {
            return;
        }
        Column[] columns = new Column[schema.size()];
        System.arraycopy(keyColumns, 0, columns, OrderedRows.FIRST_COLUMN, keyColumns.length);
        for (int i = 0; i < read.length; i++) {
            columns[OrderedRows.FIRST_COLUMN + keyColumns.length + i] = good.column(read[i]);
        }
        out.emit(Output.MAIN, OrderedRows.withOrigin(good, schema, columns));
    }
}
