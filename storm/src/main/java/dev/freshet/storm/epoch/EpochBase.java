package dev.freshet.storm.epoch;

import dev.freshet.core.epoch.TaskName;
import dev.freshet.core.snapshot.SectionBytes;
import dev.freshet.core.snapshot.SnapshotReader;
import java.util.List;

/**
 * What a task goes on from in a generation.
 *
 * @param epoch 0 if from nothing
 * @param ended whether all input had come to its end, in an earlier submission of the job
 * @param sameTasks whether the component had as many tasks: then the parts are the task's own alone, if it is no source
 * @param parts what tasks of the component reported; of those without state nothing
 */
public record EpochBase(long generation, long epoch, boolean ended, boolean sameTasks, List<Part> parts) {
    /** What one task reported, as {@link SectionBytes}. */
    public record Part(TaskName task, byte[] bytes) {}

    public EpochBase {
        parts = List.copyOf(parts);
    }

    /** The sections of the key groups that a partition keeps. */
    public SnapshotReader reader(int partition, int partitions) {
        return SectionBytes.reader(parts.stream().map(Part::bytes).toList(), partition, partitions);
    }

    /** Hands over what hosts kept for themselves. */
    public void forHosts(HostVisitor visitor) {
        for (Part part : parts) {
            SectionBytes.forEach(part.bytes(), (keyGroup, version, bytes, from, to) -> {
                if (keyGroup == SectionBytes.HOST) {
                    visitor.section(part.task(), version, bytes, from, to);
                }
            });
        }
    }

    /** Takes what a host kept. */
    @FunctionalInterface
    public interface HostVisitor {
        void section(TaskName task, int version, byte[] bytes, int from, int to);
    }
}
