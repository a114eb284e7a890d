package dev.freshet.bolts.results;

import dev.freshet.bolts.redis.Call;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.epoch.EpochView;
import dev.freshet.core.epoch.PendingAppends;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Appends rows to a stream when the epoch that they came in is complete, each once. Until then they are held, and part of the
 * task's snapshot. Beside the stream stands the number of each writer's last append, set in the same step: an epoch's rows go in
 * chunks, always cut in the same way, and a chunk that the stream has is passed over.
 *
 * <p>A writer's name is drawn at random and goes with the snapshot, so that a job which begins again from nothing, and counts epochs
 * anew, is another writer.
 */
final class HeldLogEncoder implements ResultEncoder {
    /** More chunks than an epoch has; together with the epoch's number within the 53 bits that the server counts by. */
    private static final long CHUNKS = 1 << 20;

    /** What an array and its place in a list take beside its bytes, about. */
    private static final int ROW_BYTES = 28;

    /** Completes nothing by itself. */
    private static final EpochView UNKNOWN = new EpochView(0, EpochView.State.WAITING, 0, null, 0, 0, false);

    /** Rows held back under one name. */
    private record Held(String writer, PendingAppends rows) {}

    private final LogStream log;
    private final int index;
    private Held own;
    /** What others held back in the base, or this task before. */
    private final List<Held> restored = new ArrayList<>();
    /** What was handed out to be written, by whom. */
    private final List<Runnable> handedOut = new ArrayList<>();

    private EpochView view = UNKNOWN;

    /** @param index of the task */
    HeldLogEncoder(LogStream log, int index) {
        this.log = log;
        this.index = index;
        this.own = fresh(newName());
    }

    @Override
    public void add(Batch batch, long generation) {
        for (int i = 0; i < batch.size(); i++) {
            own.rows.add(log.row(batch, batch.row(i)));
        }
    }

    @Override
    public void take(long nowMs, List<Call> into) {
        handedOut.clear();
        for (Held held : restored) {
            take(held, into);
        }
        take(own, into);
    }

    private void take(Held held, List<Call> into) {
        for (PendingAppends.Commit commit : held.rows.committables(view)) {
            long number = commit.epoch() * CHUNKS;
            LogRows rows = log.rows();
            for (byte[] row : commit.rows()) {
                rows.add(row);
                if (rows.size() == LogStream.ROWS_A_CALL) {
                    into.add(rows.append(held.writer, ++number));
                }
            }
            if (rows.size() > 0) {
                into.add(rows.append(held.writer, ++number));
            }
            handedOut.add(() -> held.rows.committed(commit));
        }
    }

    @Override
    public void written() {
        handedOut.forEach(Runnable::run);
        handedOut.clear();
        restored.removeIf(held -> held.rows.isEmpty());
    }

    @Override
    public void clear() {
        own = fresh(newName());
        restored.clear();
        handedOut.clear();
        view = UNKNOWN;
    }

    @Override
    public void restore(StateInput from, boolean ofOwn) {
        Held held = fresh(from.getText());
        held.rows.restore(from);
        if (ofOwn) {
            own = held;
        } else {
            restored.add(held);
        }
    }

    @Override
    public void barrier(long generation, long epoch, StateOutput to) {
        own.rows.barrier(generation, epoch);
        restored.forEach(held -> held.rows.barrier(generation, epoch));
        to.putText(own.writer);
        own.rows.snapshot(to);
    }

    @Override
    public boolean isDue(EpochView now) {
        view = now;
        return own.rows.committable(now) != null
                || restored.stream().anyMatch(held -> held.rows.committable(now) != null);
    }

    @Override
    public long heldBytes() {
        return bytes(own) + restored.stream().mapToLong(HeldLogEncoder::bytes).sum();
    }

    private static long bytes(Held held) {
        return held.rows.bytes() + ROW_BYTES * held.rows.rows();
    }

    private Held fresh(String writer) {
        return new Held(writer, new PendingAppends(index));
    }

    private static String newName() {
        return UUID.randomUUID().toString();
    }
}
