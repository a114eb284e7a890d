package dev.freshet.bolts;

import static java.util.stream.Collectors.toList;

import dev.freshet.core.batch.Batch;
import dev.freshet.storm.Control;
import dev.freshet.storm.Delivery;
import dev.freshet.storm.Tuples;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.storm.Constants;
import org.apache.storm.generated.StormTopology;
import org.apache.storm.metrics2.StormMetricRegistry;
import org.apache.storm.task.IOutputCollector;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.tuple.Fields;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.TupleImpl;
import org.jspecify.annotations.Nullable;

/** One task of a real topology without its cluster: makes tuples for it, and keeps what it emits and acks. */
public final class TaskBench implements IOutputCollector {
    /** Something emitted. */
    public record Emitted(String stream, int task, Collection<Tuple> anchors, List<Object> values) {
        public Batch batch() {
            return (Batch) values.get(2);
        }

        public Delivery delivery() {
            return (Delivery) values.get(1);
        }

        public Control control() {
            return (Control) values.get(0);
        }
    }

    public final List<Emitted> emitted = new ArrayList<>();
    public final List<Tuple> acked = new ArrayList<>();
    public final List<Tuple> failed = new ArrayList<>();
    public final List<Throwable> errors = new ArrayList<>();
    private final StormTopology topology;
    private final Map<String, List<Integer>> tasks;
    private final TopologyContext context;

    /**
     * @param tasks the tasks of each component, ids over all
     * @param component whose task this is, its first
     */
    public TaskBench(StormTopology topology, Map<String, List<Integer>> tasks, String component) {
        this.topology = topology;
        this.tasks = tasks;
        this.context = context(Objects.requireNonNull(tasks.get(component), component).get(0));
    }

    public TopologyContext context() {
        return context;
    }

    public OutputCollector collector() {
        return new OutputCollector(this);
    }

    /** A data tuple. */
    public Tuple data(String component, String stream, Delivery delivery, Batch batch) {
        return tuple(component, stream, Tuples.data(0, delivery, batch));
    }

    /** A control tuple. */
    public Tuple control(String component, Control control) {
        return tuple(component, Tuples.CONTROL_STREAM, Tuples.control(control));
    }

    public Tuple tick() {
        return new TupleImpl(context, List.of(1L), Constants.SYSTEM_COMPONENT_ID, -1, Constants.SYSTEM_TICK_STREAM_ID);
    }

    public Tuple tuple(String component, String stream, List<Object> values) {
        return new TupleImpl(context, values, component, firstTask(component), stream);
    }

    private int firstTask(String component) {
        return Objects.requireNonNull(tasks.get(component), component).get(0);
    }

    /** What was emitted on a stream. */
    public List<Emitted> on(String stream) {
        return emitted.stream().filter(one -> one.stream().equals(stream)).collect(toList());
    }

    private TopologyContext context(int task) {
        Map<Integer, String> components = new TreeMap<>();
        tasks.forEach((component, ids) -> ids.forEach(id -> components.put(id, component)));
        Map<String, Map<String, Fields>> fields = new HashMap<>();
        for (String component : tasks.keySet()) {
            Map<String, Fields> ofComponent = new HashMap<>();
            org.apache.storm.utils.ThriftTopologyUtils.getComponentCommon(topology, component)
                    .get_streams()
                    .forEach((stream, info) -> ofComponent.put(stream, new Fields(info.get_output_fields())));
            fields.put(component, ofComponent);
        }
        fields.put(Constants.SYSTEM_COMPONENT_ID, Map.of(Constants.SYSTEM_TICK_STREAM_ID, new Fields("rate_secs")));
        return new TopologyContext(
                topology,
                Map.of(),
                components,
                tasks,
                fields,
                Map.of(),
                "bench",
                "",
                "",
                task,
                6700,
                List.copyOf(components.keySet()),
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new AtomicBoolean(),
                new StormMetricRegistry());
    }

    @Override
    public List<Integer> emit(String stream, @Nullable Collection<Tuple> anchors, List<Object> values) {
        emitted.add(new Emitted(stream, -1, anchors == null ? List.of() : anchors, values));
        return List.of();
    }

    @Override
    public void emitDirect(int task, String stream, @Nullable Collection<Tuple> anchors, List<Object> values) {
        emitted.add(new Emitted(stream, task, anchors == null ? List.of() : anchors, values));
    }

    @Override
    public void ack(Tuple tuple) {
        acked.add(tuple);
    }

    @Override
    public void fail(Tuple tuple) {
        failed.add(tuple);
    }

    @Override
    public void resetTimeout(Tuple tuple) {}

    @Override
    public void flush() {}

    @Override
    public void reportError(Throwable error) {
        errors.add(error);
    }
}
