package dev.freshet.bolts;

import java.util.Map;
import org.apache.storm.Config;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.base.BaseRichBolt;
import org.apache.storm.tuple.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * A bolt that is only settings: what works is made for each task when it is prepared, in its worker. Storm's ticks come
 * once a second.
 */
public abstract class TaskBolt extends BaseRichBolt {
    private transient @Nullable Task running;

    /** What a task keeps between tuples, used by the task's thread alone. */
    protected interface Task {
        /** Takes a tuple of whatever stream, ticks included. */
        void execute(Tuple tuple);

        /** The worker ends in order. */
        void close();
    }

    /** Makes the task. */
    protected abstract Task open(TopologyContext context, OutputCollector collector);

    @Override
    public final void prepare(Map<String, Object> conf, TopologyContext context, OutputCollector collector) {
        running = open(context, collector);
    }

    @Override
    public final void execute(Tuple tuple) {
        Task task = running;
        if (task == null) {
            throw new IllegalStateException("the bolt was not prepared");
        }
        task.execute(tuple);
    }

    @Override
    public Map<String, Object> getComponentConfiguration() {
        return Map.of(Config.TOPOLOGY_TICK_TUPLE_FREQ_SECS, 1);
    }

    @Override
    public final void cleanup() {
        Task task = running;
        if (task != null) {
            task.close();
        }
    }
}
