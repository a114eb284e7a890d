package dev.freshet.core.epoch;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task's end of its worker: what it knows of the record, and what it asks for. Asking never blocks; it is done when the worker next
 * steps, and asked again until the record says that it is done or past.
 */
public final class TaskEpochs {
    private final TaskName task;
    private volatile EpochView view = EpochView.NONE;
    private long incarnation;
    private boolean superseded;
    private boolean displaced;
    private long ready;
    private @Nullable Failure failure;
    private @Nullable Part part;
    /** Parts of older epochs than {@link #part}, of which this end does not know whether the record has taken them. */
    private final List<Part> overtaken = new ArrayList<>();

    private final List<String> discarded = new ArrayList<>();

    /** Why a generation failed; with the epoch that could not be read, if that was it. */
    record Failure(long generation, long damagedEpoch, String why) {}

    TaskEpochs(TaskName task) {
        this.task = task;
    }

    public TaskName task() {
        return task;
    }

    /** As of the worker's last step. */
    public EpochView view() {
        return view;
    }

    /** The name of the blob that holds this task's part of an epoch. Only for tasks with an incarnation. */
    public String blobName(long epoch) {
        return Part.blobName(epoch, task, view.incarnation());
    }

    /** This task sends and writes nothing of older generations any more, and can begin this one. */
    public synchronized void ready(long generation) {
        ready = Math.max(ready, generation);
    }

    /** The generation cannot go on: a tuple is missing, an operator threw, a source lost its place. */
    public void failed(long generation, String why) {
        fail(new Failure(generation, 0, why));
    }

    /** The base of the generation cannot be read by this task. */
    public void damaged(long generation, long baseEpoch, String why) {
        fail(new Failure(generation, baseEpoch, why));
    }

    private synchronized void fail(Failure next) {
        if (failure == null || failure.generation < next.generation) {
            failure = next;
        }
    }

    /** This task's part of an epoch is durable. */
    public void report(long generation, long epoch, String blob, long bytes) {
        report(generation, epoch, blob, bytes, false);
    }

    /** A source's part of an epoch is durable; {@code finished}: everything that will ever come was sent before its barrier. */
    public synchronized void report(long generation, long epoch, String blob, long bytes, boolean finished) {
        Part before = part;
        Part next = new Part(task, incarnation, generation, epoch, blob, bytes, finished);
        if (before == null || before.epoch() < epoch) {
            part = next;
        }
        if (before != null && before.epoch() != epoch) {
            overtaken.add(before.epoch() < epoch ? before : next);
        }
    }

    /** A blob that this task may have put, and will not report: to be removed. */
    public synchronized void discard(String blob) {
        discarded.add(blob);
    }

    /** What is asked for, as one. */
    record Asked(
            long incarnation,
            long ready,
            @Nullable Failure failure,
            @Nullable Part part) {}

    synchronized Asked asked() {
        return new Asked(incarnation, ready, failure, part);
    }

    synchronized void enlisted(long newIncarnation) {
        incarnation = newIncarnation;
    }

    synchronized boolean isSuperseded() {
        return superseded;
    }

    /** Whether another process of the same submission has the task now. */
    synchronized boolean isDisplaced() {
        return displaced;
    }

    /** Another task of the same name has joined in this process. */
    synchronized void supersede() {
        superseded = true;
    }

    /** Takes over what the record says; returns the blobs that will never be used. */
    synchronized List<String> see(EpochRecord record, boolean ownSubmission) {
        boolean newer = incarnation != 0 && record.incarnation(task) > incarnation;
        displaced |= newer && ownSubmission && !superseded;
        superseded |= !ownSubmission || newer;
        PendingEpoch pending = record.pending();
        view = new EpochView(
                incarnation,
                state(record),
                record.generation(),
                record.base(),
                pending == null ? 0 : pending.epoch(),
                record.latest(),
                record.done());
        if (failure != null && failure.generation < record.generation()) {
            failure = null;
        }
        Part asked = part;
        if (asked != null && !isOpen(asked, record)) {
            part = null;
            discardUnlessTaken(asked, record);
        }
        overtaken.removeIf(older -> {
            boolean over = pending == null || pending.epoch() != older.epoch();
            if (over) {
                discardUnlessTaken(older, record);
            }
            return over;
        });
        List<String> unused = List.copyOf(discarded);
        discarded.clear();
        return unused;
    }

    private EpochView.State state(EpochRecord record) {
        if (superseded) {
            return EpochView.State.SUPERSEDED;
        }
        if (incarnation == 0 || record.incarnation(task) != incarnation) {
            return EpochView.State.WAITING;
        }
        return record.phase() == EpochRecord.Phase.RUNNING ? EpochView.State.RUNNING : EpochView.State.FORMING;
    }

    /** Whether the record may still take the part. */
    private boolean isOpen(Part asked, EpochRecord record) {
        PendingEpoch pending = record.pending();
        return !superseded
                && asked.generation() == record.generation()
                && pending != null
                && pending.epoch() == asked.epoch()
                && !pending.parts().containsKey(task);
    }

    private void discardUnlessTaken(Part asked, EpochRecord record) {
        if (!taken(asked, record) && !record.needed().contains(asked.blob())) {
            discarded.add(asked.blob());
        }
    }

    private boolean taken(Part asked, EpochRecord record) {
        PendingEpoch pending = record.pending();
        return pending != null && asked.equals(pending.parts().get(task));
    }
}
