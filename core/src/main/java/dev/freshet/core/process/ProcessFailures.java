package dev.freshet.core.process;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.BytesColumn;
import dev.freshet.core.batch.Column;
import dev.freshet.core.batch.LongColumn;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.dead.UserCode;
import dev.freshet.core.key.KeyEncoder;
import dev.freshet.core.key.KeyTable;
import dev.freshet.core.key.KeyText;
import dev.freshet.core.operator.Output;
import dev.freshet.core.window.OrderedRows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes dead letters of rows and timers that a process throws for: they tell the operator, the key, and what was thrown. */
final class ProcessFailures {
    private final ProcessSpec spec;
    private final List<String> keyNames;
    private final BatchBuilder rows;
    private String operator = "";

    ProcessFailures(ProcessSpec spec) {
        this.spec = spec;
        keyNames = spec.keyColumns();
        rows = new BatchBuilder(spec.partialSchema());
    }

    /** In which operator it is. */
    void of(String name) {
        operator = name;
    }

    /** The process threw for a row, of the partial schema. */
    void row(Batch batch, int row, Throwable thrown, Output out) {
        for (int column = 0; column < rows.schema().size(); column++) {
            rows.putFrom(column, batch.column(column), row);
        }
        String source = ((BytesColumn) batch.column(1)).text(row);
        int partition = (int) ((LongColumn) batch.column(2)).get(row);
        long offset = ((LongColumn) batch.column(3)).get(row);
        rows.endRow(batch.eventTime(row), offset, Long.MIN_VALUE);
        dead(rows.build(new Origin(source, partition, offset, offset)), "", thrown, out);
    }

    /** The process threw for a timer. */
    void timer(KeyTable keys, int key, KeyEncoder encoder, long timeMs, Throwable thrown, Output out) {
        encoder.decodeInto(keys.bytes(), keys.start(key), rows, OrderedRows.FIRST_COLUMN);
        rows.putLong(0, timeMs);
        rows.endRow(timeMs);
        dead(rows.build(Origin.DERIVED), ", timer of " + Instant.ofEpochMilli(timeMs), thrown, out);
    }

    private void dead(Batch one, String what, Throwable thrown, Output out) {
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < keyNames.size(); i++) {
            columns.add(one.column(OrderedRows.FIRST_COLUMN + i));
        }
        out.dead(
                one,
                0,
                Reason.USER_CODE,
                "operator '" + operator + "', process '" + spec.process() + "', " + KeyText.of(keyNames, columns, 0)
                        + what + ": " + UserCode.words(thrown));
    }
}
