package dev.freshet.core.window;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.LongColumn;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.key.KeyEncoder;
import dev.freshet.core.operator.Held;
import dev.freshet.core.operator.Operator;
import dev.freshet.core.operator.OperatorContext;
import dev.freshet.core.operator.Output;
import dev.freshet.core.snapshot.SnapshotReader;
import dev.freshet.core.snapshot.SnapshotWriter;
import dev.freshet.core.time.Clamped;
import java.util.stream.IntStream;

/**
 * The receiver's half of an aggregation over sessions: puts stretches of rows together to sessions, and emits a row for each
 * when the watermark passes its end, once. {@link OpenSessions} tells idea and cost.
 *
 * <p>Rows that the sender let through are not older than any watermark here, so none reaches into a session that has been
 * emitted. It takes a source partition that was idle and woke up late to break that: then a stretch that is older as a whole
 * is dropped as late, and one that only begins too early counts from the watermark on, so that sessions of a key never overlap.
 *
 * <p>What one {@link #advance} emits is in the order of the sessions' ends, then of the keys' bytes.
 */
final class SessionAggregate implements Operator {
    private static final byte[] FINAL = ResultRows.kind(WindowColumns.FINAL);

    private final WindowAggregateSpec spec;
    private final KeyEncoder encoder;
    private final OpenSessions sessions;
    private final ResultRows results;
    private final SessionStateCodec codec;
    private final int[] firstStateColumns;
    private int[] slots = new int[0];
    private long watermarkMs = Long.MIN_VALUE;
    private boolean restored;

    SessionAggregate(WindowAggregateSpec spec) {
        this.spec = spec;
        int firstKey = spec.firstKeyColumn();
        encoder = new KeyEncoder(
                IntStream.range(firstKey, firstKey + spec.keys().size()).toArray());
        sessions = new OpenSessions(spec.window().sizeMs(), spec.calls());
        results = new ResultRows(spec, encoder);
        codec = new SessionStateCodec(spec);
        firstStateColumns = spec.firstStateColumns();
    }

    @Override
    public void open(OperatorContext context) {}

    @Override
    public void process(int input, Batch batch, Output out) {
        Batch rows = withoutLate(batch, out);
        if (rows.isEmpty()) {
            return;
        }
        int size = rows.size();
        if (slots.length < size) {
            slots = new int[size];
        }
        encoder.slots(rows, sessions.keys(), slots);
        LongColumn first = rows.longs(0);
        LongColumn last = rows.longs(1);
        for (int i = 0; i < size; i++) {
            int row = rows.row(i);
            slots[i] = sessions.take(slots[i], Math.max(first.get(row), watermarkMs), last.get(row));
        }
        sessions.resolve(slots, size);
        sessions.mergeRows(rows, firstStateColumns, slots);
    }

    @Override
    public void advance(long newWatermarkMs, Output out) {
        if (newWatermarkMs <= watermarkMs) {
            return;
        }
        watermarkMs = newWatermarkMs;
        int count = sessions.close(newWatermarkMs);
        for (int i = 0; i < count; i++) {
            int session = sessions.closed(i);
            results.window(sessions.first(session), sessions.end(session));
            results.add(sessions.keys(), sessions.key(session), sessions.aggregates(), session, FINAL, 0, out);
        }
        results.flush(out);
        sessions.forgetClosed(count);
    }

    @Override
    public void snapshot(SnapshotWriter to) {
        codec.write(watermarkMs, sessions, to);
    }

    @Override
    public void restore(SnapshotReader from) {
        codec.read(from, sessions, sectionWatermarkMs -> {
            watermarkMs = restored ? Math.min(watermarkMs, sectionWatermarkMs) : sectionWatermarkMs;
            restored = true;
        });
    }

    @Override
    public Held held() {
        return new Held(sessions.size(), sessions.sizeBytes());
    }

    private Batch withoutLate(Batch batch, Output out) {
        int[] kept = new int[batch.size()];
        int count = 0;
        for (int i = 0; i < batch.size(); i++) {
            int row = batch.row(i);
            if (batch.longs(1).get(row) < watermarkMs) {
                long lateMs = Clamped.subtract(watermarkMs, batch.longs(0).get(row));
                long rows = batch.longs(spec.rowsColumn()).get(row);
                out.dead(batch, row, rows, Reason.LATE, "late by up to " + LateText.duration(lateMs));
            } else {
                kept[count++] = row;
            }
        }
        return count == batch.size() ? batch : batch.select(kept, count);
    }
}
