package dev.freshet.bolts.results;

import dev.freshet.bolts.redis.Call;
import dev.freshet.core.batch.Batch;
import java.util.ArrayList;
import java.util.List;

/** Appends rows to a stream as they come, each append once however often it is sent. */
final class LogEncoder implements ResultEncoder<Call> {
    private final LogRows rows;
    private final String writer;
    private long appends;
    private final List<Call> calls = new ArrayList<>();

    /**
     * @param writer a name that no other writer to the stream has, nor this one after a restart
     */
    LogEncoder(LogStream log, String writer) {
        this.rows = log.rows();
        this.writer = writer;
    }

    @Override
    public int add(Batch batch, long generation) {
        for (int i = 0; i < batch.size(); i++) {
            rows.add(batch, batch.row(i));
            if (rows.isFull()) {
                close();
            }
        }
        return batch.size();
    }

    @Override
    public void take(long nowMs, List<Call> into) {
        close();
        into.addAll(calls);
        calls.clear();
    }

    private void close() {
        if (rows.size() > 0) {
            calls.add(rows.append(writer, ++appends));
        }
    }
}
