package dev.freshet.bench.storm;

import java.util.List;
import org.apache.storm.generated.GlobalStreamId;
import org.apache.storm.grouping.CustomStreamGrouping;
import org.apache.storm.task.WorkerTopologyContext;
import org.jspecify.annotations.Nullable;

/** By the hash of the first field; {@link Names#END} goes to all. */
final class KeyGrouping implements CustomStreamGrouping {
    private static final long serialVersionUID = 1L;

    private @Nullable List<Integer> all;
    private List<Integer>[] single = lists(0);

    @Override
    public void prepare(WorkerTopologyContext context, GlobalStreamId stream, List<Integer> targetTasks) {
        all = targetTasks;
        single = lists(targetTasks.size());
        for (int i = 0; i < single.length; i++) {
            single[i] = List.of(targetTasks.get(i));
        }
    }

    @Override
    public @Nullable List<Integer> chooseTasks(int taskId, List<Object> values) {
        Object key = values.get(0);
        return key.equals(Names.END) ? all : single[Math.floorMod(key.hashCode(), single.length)];
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static List<Integer>[] lists(int size) {
        return new List[size];
    }
}
