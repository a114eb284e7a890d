package dev.freshet.core.epoch;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The only coordinator of a job: one value in the store, which whoever makes the next step replaces by compare-and-set. {@link #change()}
 * gives the steps there are.
 *
 * @param shape of the newest submission
 * @param generation 0 before the first, then greater with every failure and every submission
 * @param attempts 1 and the generations that failed, less one for every fourth complete epoch
 * @param lastIncarnation the greatest ever given to a task
 * @param lastEpoch the greatest ever triggered; numbers are never used again
 * @param tasks who of the shape's tasks is admitted, and ready for this generation
 * @param base what all tasks of this generation restore; null: from nothing
 * @param pending the epoch under way
 * @param completed the latest complete epochs, oldest first
 * @param savepoints complete epochs kept under a name
 * @param savepointsAsked names for the next epoch that is triggered
 * @param garbage blobs that nobody will read again
 * @param lastError why the last generation failed; empty if none did
 */
public record EpochRecord(
        JobShape shape,
        long generation,
        Phase phase,
        int attempts,
        long lastIncarnation,
        long lastEpoch,
        SortedMap<TaskName, Admitted> tasks,
        @Nullable CompletedEpoch base,
        @Nullable PendingEpoch pending,
        List<CompletedEpoch> completed,
        SortedMap<String, CompletedEpoch> savepoints,
        SortedSet<String> savepointsAsked,
        List<String> garbage,
        String lastError) {

    /** Where a generation stands. */
    public enum Phase {
        /** Waits for all tasks. */
        FORMING,
        /** All were ready when it started. */
        RUNNING
    }

    /** The incarnation of a task that takes part, 0 while there is none, and whether it is ready for the generation. */
    public record Admitted(long incarnation, boolean ready) {
        static final Admitted NONE = new Admitted(0, false);
    }

    public EpochRecord {
        tasks = Collections.unmodifiableSortedMap(new TreeMap<>(tasks));
        completed = List.copyOf(completed);
        savepoints = Collections.unmodifiableSortedMap(new TreeMap<>(savepoints));
        savepointsAsked = Collections.unmodifiableSortedSet(new TreeSet<>(savepointsAsked));
        garbage = List.copyOf(garbage);
    }

    /** The record of a job that never ran. */
    public static EpochRecord first(JobShape shape) {
        SortedMap<TaskName, Admitted> tasks = new TreeMap<>();
        shape.tasks().forEach(task -> tasks.put(task, Admitted.NONE));
        return new EpochRecord(
                shape,
                1,
                Phase.FORMING,
                1,
                0,
                0,
                tasks,
                null,
                null,
                List.of(),
                new TreeMap<>(),
                new TreeSet<>(),
                List.of(),
                "");
    }

    /**
     * Reads what {@link #toBytes()} wrote.
     *
     * @throws IllegalStateException if it is damaged or of a newer release
     */
    public static EpochRecord fromBytes(byte[] bytes) {
        return EpochRecordCodec.read(bytes);
    }

    public byte[] toBytes() {
        return EpochRecordCodec.write(this);
    }

    /** A copy to be stepped on; this one stays. */
    public EpochChange change() {
        return new EpochChange(this);
    }

    /** The latest complete epoch's number, or 0. */
    public long latest() {
        return completed.isEmpty() ? 0 : completed.get(completed.size() - 1).epoch();
    }

    /**
     * Whether all input is in the results, those held back until their epoch is complete included: a sink reports an epoch after it has
     * committed the ones before, so two in a row that found all sources finished say it.
     */
    public boolean done() {
        int size = completed.size();
        if (size == 0 || pending != null || !savepointsAsked.isEmpty()) {
            return false;
        }
        CompletedEpoch last = completed.get(size - 1);
        return last.finished() && last.finishedBefore() && last.generation() == generation && phase == Phase.RUNNING;
    }

    /** The tasks that the pending epoch waits for. */
    public List<TaskName> missing() {
        PendingEpoch epoch = pending;
        return epoch == null
                ? List.of()
                : tasks.keySet().stream()
                        .filter(task -> !epoch.parts().containsKey(task))
                        .toList();
    }

    /** The blobs that somebody may still read. */
    public Set<String> needed() {
        Set<String> needed = new HashSet<>();
        completed.forEach(epoch -> addBlobs(epoch, needed));
        savepoints.values().forEach(epoch -> addBlobs(epoch, needed));
        if (base != null) {
            addBlobs(base, needed);
        }
        return needed;
    }

    private static void addBlobs(CompletedEpoch epoch, Set<String> into) {
        epoch.parts().forEach(part -> into.add(part.blob()));
    }

    /** The admitted incarnation of a task, or 0. */
    public long incarnation(TaskName task) {
        return tasks.getOrDefault(task, Admitted.NONE).incarnation();
    }
}
