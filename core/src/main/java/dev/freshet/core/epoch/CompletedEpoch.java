package dev.freshet.core.epoch;

import java.util.List;

/**
 * An epoch that all tasks have reported: what a job can be restored from.
 *
 * @param generation in which it was completed
 * @param triggeredAtMs by the clock of the worker that did, for people; no decision depends on it
 * @param finished whether all sources had sent everything
 * @param finishedBefore whether that was so in the epoch before too, of the same generation
 * @param shape the job's at that time
 */
public record CompletedEpoch(
        long epoch,
        long generation,
        long triggeredAtMs,
        long completedAtMs,
        boolean finished,
        boolean finishedBefore,
        JobShape shape,
        List<Part> parts) {

    public CompletedEpoch {
        parts = List.copyOf(parts);
    }

    /** The parts of one component, in the order of its tasks. */
    public List<Part> parts(String component) {
        return parts.stream()
                .filter(part -> part.task().component().equals(component))
                .toList();
    }

    /** The bytes of all parts. */
    public long bytes() {
        return parts.stream().mapToLong(Part::bytes).sum();
    }
}
