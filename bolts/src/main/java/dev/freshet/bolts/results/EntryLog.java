package dev.freshet.bolts.results;

import dev.freshet.bolts.redis.Call;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.Column;
import dev.freshet.core.schema.Schema;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import java.util.ArrayList;
import java.util.List;

/** A log with an entry a row, whose fields are the row's columns; nulls are left out. */
final class EntryLog implements LogStream {
    private static final int ROWS_A_CALL = 200;

    private final String stream;
    private final long retainMs;
    private final long maxEntries;
    private final byte[][] names;
    private final boolean timed;
    private final StateOutput held = new StateOutput();

    /**
     * @param maxEntries about how many entries are kept
     * @param timed whether the event time is written
     */
    EntryLog(String stream, Schema schema, long retainMs, long maxEntries, boolean timed) {
        this.stream = stream;
        this.retainMs = retainMs;
        this.maxEntries = maxEntries;
        this.names = schema.names().stream().map(Call::bytes).toArray(byte[][]::new);
        this.timed = timed;
    }

    @Override
    public byte[] row(Batch batch, int row) {
        List<byte[]> fields = fields(batch, row);
        held.putUnsigned(fields.size());
        fields.forEach(field -> held.putBytes(field, 0, field.length));
        return held.take();
    }

    @Override
    public LogRows rows() {
        return new Entries();
    }

    /** A row's fields, each name before its value. */
    private List<byte[]> fields(Batch batch, int row) {
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

    private static List<byte[]> fields(byte[] row) {
        StateInput in = new StateInput(row, 0, row.length);
        List<byte[]> fields = new ArrayList<>();
        for (long left = in.getUnsigned(); left > 0; left--) {
            fields.add(in.getBytes());
        }
        return fields;
    }

    private final class Entries implements LogRows {
        private List<List<byte[]>> entries = new ArrayList<>();

        @Override
        public void add(Batch batch, int row) {
            entries.add(fields(batch, row));
        }

        @Override
        public void add(byte[] row) {
            entries.add(fields(row));
        }

        @Override
        public int size() {
            return entries.size();
        }

        @Override
        public boolean isFull() {
            return entries.size() == ROWS_A_CALL;
        }

        @Override
        public Call append(String writer, long number) {
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
            entries = new ArrayList<>();
            return new Call.Eval(
                    Scripts.APPEND, List.of(Call.bytes(stream), Call.bytes(ResultKeys.appends(stream))), arguments);
        }
    }
}
