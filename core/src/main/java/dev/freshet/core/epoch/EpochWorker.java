package dev.freshet.core.epoch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One per process: brings what its tasks ask for into the record, and what the record says to its tasks. {@link #step} is for one thread,
 * which calls it every few ten milliseconds; the rest for any.
 *
 * <p>All workers do the same, and none leads: whoever sees that a generation can start, that an epoch is due or late, makes the step.
 * Times are measured by each worker's own clock from when it first saw what it waits for, so clocks need not agree and may jump.
 */
public final class EpochWorker {
    private static final int TRIES = 3;

    private final EpochStore store;
    private final JobShape shape;
    private final EpochSettings settings;
    private final Function<EpochRecord, EpochChange> steps;
    private final Object lock = new Object();
    private final List<TaskEpochs> tasks = new ArrayList<>();

    private final Garbage garbage;
    private final Waiting waiting = new Waiting();
    private final Standstill standstill = new Standstill();
    private @Nullable EpochRecord record;
    private byte[] bytes = {};
    private long version;
    private boolean sweeps;
    private long seenGeneration;
    private long seenIncarnation;
    private long seenEpoch;
    private volatile boolean stranded;

    public EpochWorker(EpochStore store, JobShape shape, EpochSettings settings) {
        this(store, shape, settings, EpochRecord::change);
    }

    /** @param steps where the steps from a record come from: {@link EpochRecord#change}, but for tests of what finds mistakes in them */
    public EpochWorker(
            EpochStore store, JobShape shape, EpochSettings settings, Function<EpochRecord, EpochChange> steps) {
        this.steps = steps;
        this.store = store;
        this.shape = shape;
        this.settings = settings;
        this.garbage = new Garbage(store);
    }

    /** A task starts in this process: in the next step it is given an incarnation. One of the same name that was here before is superseded. */
    public TaskEpochs join(TaskName task) {
        TaskEpochs joined = new TaskEpochs(task);
        synchronized (lock) {
            tasks.stream().filter(other -> other.task().equals(task)).forEach(TaskEpochs::supersede);
            tasks.removeIf(other -> other.isSuperseded() && other.view().state() == EpochView.State.SUPERSEDED);
            tasks.add(joined);
        }
        return joined;
    }

    /** The record as of the last step; null before the first. */
    public @Nullable EpochRecord record() {
        return record;
    }

    /**
     * Whether this process has to end: another one has its tasks, and does no work with them. Whoever runs it starts it again if it is the one
     * that is wanted.
     */
    public boolean isStranded() {
        return stranded;
    }

    /** A step where one clock does for both, see {@link #step(long, long)}. */
    public void step(long nowMs) {
        step(nowMs, nowMs);
    }

    /**
     * Reads the record, makes all steps there are to be made, and tells the tasks.
     *
     * @param nowMs by a clock that goes on steadily, as far as possible
     * @param wallMs the time of day, epoch ms: for people alone
     * @throws StoreException if the store does not answer; to be called again then
     * @throws IllegalArgumentException if the job cannot start from where it was asked to; it never will
     */
    public void step(long nowMs, long wallMs) {
        List<TaskEpochs> joined;
        synchronized (lock) {
            joined = List.copyOf(tasks);
        }
        for (int tries = 0; tries < TRIES; tries++) {
            EpochRecord current = read();
            if (current.shape().submission() > shape.submission()) {
                see(current, joined, false);
                return;
            }
            if (advance(current, joined, nowMs, wallMs)) {
                break;
            }
        }
        EpochRecord now = record;
        if (sweeps && now != null) {
            garbage.sweep(now);
        }
        garbage.remove();
    }

    private EpochRecord read() {
        EpochStore.Versioned stored = store.read();
        byte[] value = stored.value();
        if (value == null) {
            version = stored.version();
            return EpochRecord.first(shape);
        }
        EpochRecord current = record;
        // A store that has forgotten counts once more: the same version may be another record.
        if (current == null || stored.version() != version || !Arrays.equals(value, bytes)) {
            current = EpochRecord.fromBytes(value);
            record = current;
            bytes = value;
            version = stored.version();
        }
        return current;
    }

    /** Returns whether the record is as this worker wants it. */
    private boolean advance(EpochRecord current, List<TaskEpochs> joined, long nowMs, long wallMs) {
        EpochChange change = steps.apply(current);
        change.raise(seenGeneration, seenIncarnation, seenEpoch);
        change.submit(shape);
        long[] drawn = new long[joined.size()];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = ask(change, joined.get(i), wallMs);
        }
        change.collected(garbage.removed());
        time(change, nowMs, wallMs);
        EpochRecord next = change.toRecord();
        boolean unwritten = next != current || version == 0;
        if (unwritten) {
            byte[] written = next.toBytes();
            if (!store.compareAndSet(version, written)) {
                record = null;
                return false;
            }
            version++;
            record = next;
            bytes = written;
            for (int i = 0; i < drawn.length; i++) {
                if (drawn[i] != 0) {
                    joined.get(i).enlisted(drawn[i]);
                }
            }
        }
        see(next, joined, true);
        standstill.see(joined.stream().anyMatch(TaskEpochs::isDisplaced), next, settings, nowMs);
        stranded = standstill.isStranded();
        return true;
    }

    private long ask(EpochChange change, TaskEpochs task, long wallMs) {
        if (task.isSuperseded()) {
            return 0;
        }
        TaskEpochs.Asked asked = task.asked();
        // The record has a smaller one only if the store has forgotten: then the task is a stranger to it, and would
        // wait for ever.
        if (asked.incarnation() == 0 || change.incarnation(task.task()) < asked.incarnation()) {
            return change.enlist(task.task());
        }
        TaskEpochs.Failure failure = asked.failure();
        if (failure != null && failure.damagedEpoch() != 0) {
            change.damaged(failure.generation(), failure.damagedEpoch(), task.task() + ": " + failure.why());
        } else if (failure != null) {
            change.fail(failure.generation(), task.task() + ": " + failure.why());
        }
        change.ready(task.task(), asked.incarnation(), asked.ready());
        Part part = asked.part();
        if (part != null) {
            change.report(part, wallMs, settings.keep());
        }
        return 0;
    }

    private void time(EpochChange change, long nowMs, long wallMs) {
        EpochRecord current = change.toRecord();
        waiting.see(current, nowMs);
        PendingEpoch pending = current.pending();
        if (pending != null && waiting.waitedMs(nowMs) >= settings.deadlineMs(current.attempts())) {
            change.fail(
                    current.generation(),
                    "epoch " + pending.epoch() + " was not complete in time, for want of " + current.missing());
        } else if (current.phase() == EpochRecord.Phase.FORMING
                && waiting.waitedMs(nowMs) >= settings.formMs(current.attempts())) {
            change.start();
        } else if (pending == null && waiting.sinceTriggerMs(nowMs) >= settings.intervalMs()) {
            change.trigger(wallMs);
        }
        waiting.see(change.toRecord(), nowMs);
    }

    private void see(EpochRecord now, List<TaskEpochs> joined, boolean ownSubmission) {
        seenGeneration = Math.max(seenGeneration, now.generation());
        seenIncarnation = Math.max(seenIncarnation, now.lastIncarnation());
        seenEpoch = Math.max(seenEpoch, now.lastEpoch());
        boolean first = false;
        for (TaskEpochs task : joined) {
            task.see(now, ownSubmission).forEach(garbage::add);
            first |= task.task().equals(now.tasks().firstKey())
                    && task.view().incarnation() != 0
                    && !task.isSuperseded();
        }
        // One worker is enough, and the one with the first task is always there when work is done at all.
        garbage.list(first ? now.garbage() : List.of());
        sweeps = first && now.phase() == EpochRecord.Phase.RUNNING;
    }
}
