package dev.freshet.storm;

import java.util.Collections;
import java.util.List;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.utils.TupleUtils;

/**
 * Which task of a component owns which partition. Storm's {@code fieldsGrouping} sends the Integer <i>p</i> to the task at
 * {@code TupleUtils.chooseTaskIndex(List.of(p), n)} of the component's sorted tasks, which is a permutation of the indexes;
 * sender and receiver use the same function.
 */
public final class Partitions {
    private Partitions() {}

    /** The index, among the component's sorted tasks, of the task that owns a partition. */
    public static int taskIndex(int partition, int partitions) {
        return TupleUtils.chooseTaskIndex(List.of(partition), partitions);
    }

    /** The partition that the task of this index owns. */
    public static int ofTaskIndex(int taskIndex, int partitions) {
        for (int partition = 0; partition < partitions; partition++) {
            if (taskIndex(partition, partitions) == taskIndex) {
                return partition;
            }
        }
        throw new IllegalStateException("no partition for task index " + taskIndex + " of " + partitions);
    }

    /** The partition that the task of this context owns. */
    public static int own(TopologyContext context) {
        List<Integer> tasks = context.getComponentTasks(context.getThisComponentId());
        List<Integer> sorted = tasks.stream().sorted().toList();
        return ofTaskIndex(Collections.binarySearch(sorted, context.getThisTaskId()), sorted.size());
    }
}
