package dev.freshet.bolts.results;

import dev.freshet.core.epoch.EpochView;
import dev.freshet.core.epoch.PendingAppends;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Hands rows out to be appended when the epoch that they came in is complete. Until then they are held, and part of the task's
 * snapshot. Where they go stands the number of each writer's last append, set in the same step, so that each is made once.
 *
 * <p>A writer's name is drawn at random and goes with the snapshot, so that a job which begins again from nothing, and counts epochs
 * anew, is another writer.
 */
abstract class HeldEncoder<C> implements ResultEncoder<C> {
    /** What an array and its place in a list take beside its bytes, about. */
    private static final int ROW_BYTES = 28;

    /** Completes nothing by itself. */
    private static final EpochView UNKNOWN = new EpochView(0, EpochView.State.WAITING, 0, null, 0, 0, false);

    /** Rows held back under one name. */
    private record Held(String writer, PendingAppends rows) {}

    private final int index;
    private Held own;
    /** What others held back in the base, or this task before. */
    private final List<Held> restored = new ArrayList<>();
    /** What was handed out to be written, by whom. */
    private final List<Runnable> handedOut = new ArrayList<>();

    private EpochView view = UNKNOWN;

    /** @param index of the task */
    HeldEncoder(int index) {
        this.index = index;
        this.own = fresh(newName());
    }

    /** A row of the epoch that is open. */
    final void hold(byte[] row) {
        own.rows.add(row);
    }

    /**
     * Makes the calls that append an epoch's rows, each once.
     *
     * @param rows as they were given to {@link #hold}
     */
    abstract void append(String writer, long epoch, List<byte[]> rows, List<C> into);

    @Override
    public final void take(long nowMs, List<C> into) {
        handedOut.clear();
        for (Held held : restored) {
            take(held, into);
        }
        take(own, into);
    }

    private void take(Held held, List<C> into) {
        for (PendingAppends.Commit commit : held.rows.committables(view)) {
            append(held.writer, commit.epoch(), commit.rows(), into);
            handedOut.add(() -> held.rows.committed(commit));
        }
    }

    @Override
    public final void written() {
        handedOut.forEach(Runnable::run);
        handedOut.clear();
        restored.removeIf(held -> held.rows.isEmpty());
    }

    @Override
    public final void clear() {
        own = fresh(newName());
        restored.clear();
        handedOut.clear();
        view = UNKNOWN;
    }

    @Override
    public final void restore(StateInput from, boolean ofOwn) {
        Held held = fresh(from.getText());
        held.rows.restore(from);
        if (ofOwn) {
            own = held;
        } else {
            restored.add(held);
        }
    }

    @Override
    public final void barrier(long generation, long epoch, StateOutput to) {
        own.rows.barrier(generation, epoch);
        restored.forEach(held -> held.rows.barrier(generation, epoch));
        to.putText(own.writer);
        own.rows.snapshot(to);
    }

    @Override
    public final boolean isDue(EpochView now) {
        view = now;
        return own.rows.committable(now) != null
                || restored.stream().anyMatch(held -> held.rows.committable(now) != null);
    }

    @Override
    public final long heldBytes() {
        return bytes(own) + restored.stream().mapToLong(HeldEncoder::bytes).sum();
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
