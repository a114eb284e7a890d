package dev.freshet.core.epoch;

import dev.freshet.core.epoch.EpochRecord.Admitted;
import dev.freshet.core.epoch.EpochRecord.Phase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The steps from one record to the next. Each is judged against the record as it stands: what comes too late, of an older generation,
 * incarnation or submission, changes nothing. So many workers may ask for the same step, and one of them makes it.
 *
 * <p>Never a step twice, never one undone: generations, incarnations and epochs only grow, and the base of a generation is fixed by the
 * step that begins it.
 */
public class EpochChange {
    private static final int LONGEST_ERROR = 1_000;
    private static final int EPOCHS_TO_FORGIVE = 4;

    private final EpochRecord before;
    private JobShape shape;
    private long generation;
    private Phase phase;
    private int attempts;
    private long lastIncarnation;
    private long lastEpoch;
    private final SortedMap<TaskName, Admitted> tasks;
    private @Nullable CompletedEpoch base;
    private @Nullable PendingEpoch pending;
    private final List<CompletedEpoch> completed;
    private final SortedMap<String, CompletedEpoch> savepoints;
    private final SortedSet<String> savepointsAsked;
    private final List<String> garbage;
    private String lastError;
    private boolean changed;

    protected EpochChange(EpochRecord before) {
        this.before = before;
        shape = before.shape();
        generation = before.generation();
        phase = before.phase();
        attempts = before.attempts();
        lastIncarnation = before.lastIncarnation();
        lastEpoch = before.lastEpoch();
        tasks = new TreeMap<>(before.tasks());
        base = before.base();
        pending = before.pending();
        completed = new ArrayList<>(before.completed());
        savepoints = new TreeMap<>(before.savepoints());
        savepointsAsked = new TreeSet<>(before.savepointsAsked());
        garbage = new ArrayList<>(before.garbage());
        lastError = before.lastError();
    }

    /** Whether any step changed anything. */
    public boolean changed() {
        return changed;
    }

    /** The record after the steps: the same object if none changed it. */
    public EpochRecord toRecord() {
        return changed
                ? new EpochRecord(
                        shape,
                        generation,
                        phase,
                        attempts,
                        lastIncarnation,
                        lastEpoch,
                        tasks,
                        base,
                        pending,
                        completed,
                        savepoints,
                        savepointsAsked,
                        garbage,
                        lastError)
                : before;
    }

    /**
     * A newer submission takes the job over: a new generation of its tasks, from where it says.
     *
     * @throws IllegalArgumentException if it names a savepoint that is not there, or state that its components cannot take
     */
    public void submit(JobShape newer) {
        if (newer.submission() <= shape.submission()) {
            return;
        }
        CompletedEpoch start = start(newer);
        Restorable.check(start, newer);
        shape = newer;
        tasks.clear();
        newer.tasks().forEach(task -> tasks.put(task, Admitted.NONE));
        attempts = 0;
        lastError = "";
        begin(start);
    }

    private @Nullable CompletedEpoch start(JobShape newer) {
        if (newer.from().equals(JobShape.SCRATCH)) {
            return null;
        }
        if (newer.from().equals(JobShape.LATEST)) {
            return completed.isEmpty() ? null : completed.get(completed.size() - 1);
        }
        CompletedEpoch savepoint = savepoints.get(newer.from());
        if (savepoint == null) {
            throw new IllegalArgumentException("job " + newer.job() + " has no savepoint '" + newer.from() + "' (has "
                    + savepoints.keySet() + ")");
        }
        return savepoint;
    }

    /**
     * Gives a task that was started its incarnation. If the generation runs with another one, that one has failed.
     *
     * @return the incarnation; it is the task's only if the record is written, by an answer that says so
     */
    public long enlist(TaskName task) {
        long incarnation = ++lastIncarnation;
        changed = true;
        if (phase == Phase.RUNNING) {
            fail(generation, task + " was started again");
        }
        tasks.put(task, new Admitted(incarnation, false));
        return incarnation;
    }

    /** The admitted incarnation of a task, or 0. */
    long incarnation(TaskName task) {
        return tasks.getOrDefault(task, Admitted.NONE).incarnation();
    }

    /** A task has stopped what it did in older generations and can begin this one. */
    public void ready(TaskName task, long incarnation, long ofGeneration) {
        Admitted admitted = tasks.getOrDefault(task, Admitted.NONE);
        if (ofGeneration == generation
                && phase == Phase.FORMING
                && admitted.incarnation() == incarnation
                && !admitted.ready()) {
            tasks.put(task, new Admitted(incarnation, true));
            changed = true;
        }
    }

    /** Starts the generation if all tasks are ready for it. */
    public void start() {
        if (phase == Phase.FORMING && tasks.values().stream().allMatch(Admitted::ready)) {
            phase = Phase.RUNNING;
            changed = true;
        }
    }

    /** Begins an epoch, unless one is under way or the job is done. */
    public void trigger(long nowMs) {
        if (phase == Phase.RUNNING && pending == null && !toRecord().done()) {
            lastEpoch++;
            pending = new PendingEpoch(lastEpoch, nowMs, List.copyOf(savepointsAsked), Map.of());
            savepointsAsked.clear();
            changed = true;
        }
    }

    /** Takes a task's part of the pending epoch; the last one completes it. */
    public void report(Part part, long nowMs, int keep) {
        PendingEpoch epoch = pending;
        if (epoch == null || !isCurrent(part, epoch) || epoch.parts().containsKey(part.task())) {
            return;
        }
        Map<TaskName, Part> parts = new HashMap<>(epoch.parts());
        parts.put(part.task(), part);
        pending = new PendingEpoch(epoch.epoch(), epoch.triggeredAtMs(), epoch.savepoints(), parts);
        changed = true;
        if (parts.keySet().containsAll(tasks.keySet())) {
            complete(pending, nowMs, keep);
        }
    }

    /** Whether a part belongs to the pending epoch: of this generation, from the incarnation that is admitted. */
    protected boolean isCurrent(Part part, PendingEpoch epoch) {
        Admitted admitted = tasks.getOrDefault(part.task(), Admitted.NONE);
        return part.generation() == generation
                && part.epoch() == epoch.epoch()
                && part.incarnation() == admitted.incarnation();
    }

    private void complete(PendingEpoch epoch, long nowMs, int keep) {
        boolean finished = epoch.parts().values().stream()
                .allMatch(part -> part.finished() || !shape.isSource(part.task().component()));
        CompletedEpoch last = completed.isEmpty() ? null : completed.get(completed.size() - 1);
        boolean before = last != null && last.generation() == generation && last.finished();
        CompletedEpoch done = new CompletedEpoch(
                epoch.epoch(),
                generation,
                epoch.triggeredAtMs(),
                nowMs,
                finished,
                finished && before,
                shape,
                epoch.parts().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(Map.Entry::getValue)
                        .toList());
        Set<String> once = toRecord().needed();
        completed.add(done);
        epoch.savepoints().forEach(name -> savepoints.put(name, done));
        pending = null;
        if (epoch.epoch() % EPOCHS_TO_FORGIVE == 0) {
            // Not at once: some small epochs after each failure would make the time too short for the large one again,
            // for ever.
            attempts = Math.max(1, attempts - 1);
        }
        while (completed.size() > keep) {
            completed.remove(0);
        }
        discardUnneeded(once);
    }

    /** A generation failed: the next one begins from the latest complete epoch. Of one that failed already, or does not run, nothing comes. */
    public void fail(long ofGeneration, String why) {
        if (ofGeneration == generation && phase == Phase.RUNNING) {
            lastError = why.length() <= LONGEST_ERROR ? why : why.substring(0, LONGEST_ERROR);
            begin(failedBase());
        }
    }

    /** What the next generation starts from: fixed here, for all tasks. */
    protected @Nullable CompletedEpoch failedBase() {
        CompletedEpoch last = completed.isEmpty() ? null : completed.get(completed.size() - 1);
        // Until this submission has completed an epoch, the base that it asked for holds: also 'from nothing' and an
        // older savepoint.
        return last != null && last.shape().submission() == shape.submission() ? last : base;
    }

    /**
     * The base of the generation cannot be read, found before or after it started: the next one begins from the complete epoch before that. If
     * there is none, the job waits, and says why: to begin from nothing is for people to decide.
     */
    public void damaged(long ofGeneration, long epoch, String why) {
        CompletedEpoch bad = base;
        if (ofGeneration != generation || bad == null || bad.epoch() != epoch) {
            return;
        }
        CompletedEpoch older = completed.stream()
                .filter(each -> each.epoch() < epoch)
                .reduce((first, second) -> second)
                .orElse(null);
        if (older == null) {
            waitFor(bad, why);
            return;
        }
        lastError = why;
        Set<String> once = toRecord().needed();
        completed.removeIf(each -> each.epoch() >= epoch);
        begin(older);
        discardUnneeded(once);
    }

    private void waitFor(CompletedEpoch bad, String why) {
        String problem = "epoch " + bad.epoch() + " cannot be read, and none before it is kept: ";
        // One task's reason is enough: each writes its own otherwise, again and again.
        if (!lastError.startsWith(problem)) {
            lastError = problem + why;
            changed = true;
        }
        if (phase == Phase.RUNNING) {
            begin(bad);
        }
    }

    private void begin(@Nullable CompletedEpoch from) {
        Set<String> once = toRecord().needed();
        abandonPending();
        generation++;
        attempts++;
        phase = Phase.FORMING;
        base = from;
        tasks.replaceAll((task, admitted) -> new Admitted(admitted.incarnation(), false));
        changed = true;
        discardUnneeded(once);
    }

    /** The epoch under way will never be complete: its parts are of no use in another generation. */
    protected void abandonPending() {
        PendingEpoch epoch = pending;
        if (epoch == null) {
            return;
        }
        // Those that did not report may have put their blob all the same.
        before.tasks()
                .forEach((task, admitted) -> garbage.add(Part.blobName(epoch.epoch(), task, admitted.incarnation())));
        savepointsAsked.addAll(epoch.savepoints());
        pending = null;
    }

    private void discardUnneeded(Set<String> once) {
        changed = true;
        Set<String> needed = toRecord().needed();
        once.stream()
                .filter(blob -> !blob.isEmpty() && !needed.contains(blob) && !garbage.contains(blob))
                .sorted()
                .forEach(garbage::add);
    }

    /** Blobs that were garbage have been removed from the store. */
    public void collected(Collection<String> blobs) {
        changed |= garbage.removeAll(blobs.size() > 8 ? Set.copyOf(blobs) : blobs);
    }

    /** The next epoch that is triggered is kept under this name, until it is dropped. */
    public void askSavepoint(String name) {
        changed |= savepointsAsked.add(name);
    }

    /** Forgets a savepoint, or that it was asked for. */
    public void dropSavepoint(String name) {
        Set<String> once = toRecord().needed();
        changed |= savepointsAsked.remove(name);
        PendingEpoch epoch = pending;
        if (epoch != null && epoch.savepoints().contains(name)) {
            List<String> others = epoch.savepoints().stream()
                    .filter(other -> !other.equals(name))
                    .toList();
            pending = new PendingEpoch(epoch.epoch(), epoch.triggeredAtMs(), others, epoch.parts());
            changed = true;
        }
        if (savepoints.remove(name) != null) {
            discardUnneeded(once);
        }
    }

    /** The store has forgotten what a worker has seen in it: goes on above all that, in a new generation. */
    public void raise(long seenGeneration, long seenIncarnation, long seenEpoch) {
        if (seenGeneration <= generation && seenIncarnation <= lastIncarnation && seenEpoch <= lastEpoch) {
            return;
        }
        generation = Math.max(generation, seenGeneration);
        lastIncarnation = Math.max(lastIncarnation, seenIncarnation);
        lastEpoch = Math.max(lastEpoch, seenEpoch);
        lastError = "the store has forgotten generation " + seenGeneration + ", epoch " + seenEpoch;
        begin(failedBase());
    }
}
