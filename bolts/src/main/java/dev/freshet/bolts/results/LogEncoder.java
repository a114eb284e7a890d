package dev.freshet.bolts.results;

import dev.freshet.bolts.redis.Call;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.Column;
import dev.freshet.core.schema.Schema;
import java.util.ArrayList;
import java.util.List;

/** Appends rows to a stream, each append once however often it is sent. Event time is the field {@code _time}, epoch ms. */
final class LogEncoder implements ResultEncoder {
    /** The field of a row's event time. */
    static final String TIME = "_time";

    private static final int ENTRIES_A_CALL = 200;
    private static final byte[] NOTHING_YET = {};

    private final String stream;
    private final long retainMs;
    private final long maxEntries;
    private final String writer;
    private final byte[][] names;
    private final boolean timed;
    private long appends;
    private final List<byte[]> entries = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();
    private int count;

    /**
     * @param writer a name that no other writer to the stream has, nor this one after a restart
     * @param timed whether the event time is written
     */
    LogEncoder(String stream, Schema schema, long retainMs, long maxEntries, String writer, boolean timed) {
        this.stream = stream;
        this.retainMs = retainMs;
        this.maxEntries = maxEntries;
        this.writer = writer;
        this.timed = timed;
        this.names = schema.names().stream().map(Call::bytes).toArray(byte[][]::new);
    }

    @Override
    public void add(Batch batch, long generation) {
        for (int i = 0; i < batch.size(); i++) {
            int row = batch.row(i);
            int at = entries.size();
            entries.add(NOTHING_YET);
            if (timed) {
                entries.add(Call.bytes(TIME));
                entries.add(Call.bytes(batch.eventTime(row)));
            }
            for (int c = 0; c < names.length; c++) {
                Column column = batch.column(c);
                if (!column.isNull(row)) {
                    entries.add(names[c]);
                    entries.add(CellText.bytes(column, row));
                }
            }
            entries.set(at, Call.bytes((entries.size() - at - 1) / 2));
            count++;
            if (count == ENTRIES_A_CALL) {
                close();
            }
        }
    }

    @Override
    public void take(long nowMs, List<Call> into) {
        close();
        into.addAll(calls);
        calls.clear();
    }

    private void close() {
        if (count == 0) {
            return;
        }
        List<byte[]> arguments = new ArrayList<>(5 + entries.size());
        arguments.add(Call.bytes(retainMs));
        arguments.add(Call.bytes(maxEntries));
        arguments.add(Call.bytes(writer));
        arguments.add(Call.bytes(++appends));
        arguments.add(Call.bytes(count));
        arguments.addAll(entries);
        calls.add(new Call.Eval(
                Scripts.APPEND, List.of(Call.bytes(stream), Call.bytes(ResultKeys.appends(stream))), arguments));
        entries.clear();
        count = 0;
    }
}
