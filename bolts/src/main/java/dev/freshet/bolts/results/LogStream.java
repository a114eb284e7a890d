package dev.freshet.bolts.results;

import dev.freshet.bolts.redis.Call;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.Column;
import dev.freshet.core.schema.Schema;
import java.util.ArrayList;
import java.util.List;

/** A stream that rows are appended to: what an entry of a row holds, and the call that appends entries once. */
final class LogStream {
    /** The field of a row's event time. */
    static final String TIME = "_time";

    /** With how many entries a call is full. */
    static final int ENTRIES_A_CALL = 200;

    private final String stream;
    private final long retainMs;
    private final long maxEntries;
    private final byte[][] names;
    private final boolean timed;

    /**
     * @param maxEntries about how many entries are kept
     * @param timed whether the event time is written
     */
    LogStream(String stream, Schema schema, long retainMs, long maxEntries, boolean timed) {
        this.stream = stream;
        this.retainMs = retainMs;
        this.maxEntries = maxEntries;
        this.names = schema.names().stream().map(Call::bytes).toArray(byte[][]::new);
        this.timed = timed;
    }

    String stream() {
        return stream;
    }

    /** A row's fields, each name before its value; nulls are left out. */
    List<byte[]> fields(Batch batch, int row) {
        List<byte[]> fields = new ArrayList<>(2 + 2 * names.length);
        if (timed) {
            fields.add(Call.bytes(TIME));
            fields.add(Call.bytes(batch.eventTime(row)));
        }
        for (int c = 0; c < names.length; c++) {
            Column column = batch.column(c);
            if (!column.isNull(row)) {
                fields.add(names[c]);
                fields.add(CellText.bytes(column, row));
            }
        }
        return fields;
    }

    /**
     * Appends entries, unless the writer has made this append or a later one.
     *
     * @param writer a name that nobody else writes under
     * @param number of the append, greater than all before
     */
    Call append(String writer, long number, List<List<byte[]>> entries) {
        List<byte[]> arguments = new ArrayList<>();
        arguments.add(Call.bytes(retainMs));
        arguments.add(Call.bytes(maxEntries));
        arguments.add(Call.bytes(writer));
        arguments.add(Call.bytes(number));
        arguments.add(Call.bytes(entries.size()));
        for (List<byte[]> fields : entries) {
            arguments.add(Call.bytes(fields.size() / 2));
            arguments.addAll(fields);
        }
        return new Call.Eval(
                Scripts.APPEND, List.of(Call.bytes(stream), Call.bytes(ResultKeys.appends(stream))), arguments);
    }
}
