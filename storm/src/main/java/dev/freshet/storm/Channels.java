package dev.freshet.storm;

import dev.freshet.core.time.WatermarkMerger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.storm.generated.GlobalStreamId;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.tuple.Tuple;

/** The upstream tasks that send control messages to a task, each a channel. */
public final class Channels {
    private final Map<Integer, Integer> byTask = new HashMap<>();

    public Channels(TopologyContext context) {
        for (GlobalStreamId source : context.getThisSources().keySet()) {
            if (source.get_streamId().equals(Tuples.CONTROL_STREAM)) {
                List<Integer> tasks = new ArrayList<>(context.getComponentTasks(source.get_componentId()));
                tasks.sort(null);
                for (int task : tasks) {
                    byTask.put(task, byTask.size());
                }
            }
        }
        if (byTask.isEmpty()) {
            throw new IllegalStateException("'" + context.getThisComponentId()
                    + "' takes no control messages: subscribe it" + " with Wiring.subscribe");
        }
    }

    /** A merger of the channels' watermarks. */
    public WatermarkMerger merger(boolean idleAdvance) {
        return new WatermarkMerger(byTask.size(), idleAdvance);
    }

    /** How many channels there are. */
    public int count() {
        return byTask.size();
    }

    /** The channel that a tuple came by. */
    public int of(Tuple tuple) {
        Integer channel = byTask.get(tuple.getSourceTask());
        if (channel == null) {
            throw new IllegalStateException("a message from task " + tuple.getSourceTask() + ", which is unknown");
        }
        return channel;
    }
}
