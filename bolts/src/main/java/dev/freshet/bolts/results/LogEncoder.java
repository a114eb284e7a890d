package dev.freshet.bolts.results;

import dev.freshet.bolts.redis.Call;
import dev.freshet.core.batch.Batch;
import java.util.ArrayList;
import java.util.List;

/** Appends rows to a stream as they come, each append once however often it is sent. */
final class LogEncoder implements ResultEncoder {
    private final LogStream log;
    private final String writer;
    private long appends;
    private List<List<byte[]>> entries = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();

    /**
     * @param writer a name that no other writer to the stream has, nor this one after a restart
     */
    LogEncoder(LogStream log, String writer) {
        this.log = log;
        this.writer = writer;
    }

    @Override
    public void add(Batch batch, long generation) {
        for (int i = 0; i < batch.size(); i++) {
            entries.add(log.fields(batch, batch.row(i)));
            if (entries.size() == LogStream.ENTRIES_A_CALL) {
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
        if (!entries.isEmpty()) {
            calls.add(log.append(writer, ++appends, entries));
            entries = new ArrayList<>();
        }
    }
}
