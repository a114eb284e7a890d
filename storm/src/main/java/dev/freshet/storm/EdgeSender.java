package dev.freshet.storm;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.key.BatchSplitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.storm.generated.Grouping;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;

/**
 * Sends what a task makes along its edges: batches cut by partition, control messages to every task that follows. A stream
 * to which nobody subscribes is silent. Used by the task's thread alone.
 */
public final class EdgeSender {
    /** @param owners the task of each partition */
    private record Edge(EdgeSpec spec, BatchSplitter splitter, int[] owners) {}

    private final List<Edge> edges = new ArrayList<>();
    private final SortedSet<Integer> targets = new TreeSet<>();
    private final Marks marks;
    private int turn;

    /** A sender that marks nothing. */
    public EdgeSender(List<EdgeSpec> specs, TopologyContext context, Function<EdgeSpec, BatchSplitter> splitters) {
        this(specs, context, splitters, Marks.NONE);
    }

    /**
     * @param splitters makes the splitter of an edge with keys
     * @param marks what tuples are marked with, in the order in which they are sent
     */
    public EdgeSender(
            List<EdgeSpec> specs, TopologyContext context, Function<EdgeSpec, BatchSplitter> splitters, Marks marks) {
        this.marks = marks;
        for (EdgeSpec spec : specs) {
            Map<String, Grouping> consumers = context.getThisTargets().getOrDefault(spec.stream(), Map.of());
            if (consumers.size() > 1) {
                throw new IllegalStateException("stream '" + spec.stream() + "' of '" + context.getThisComponentId()
                        + "' must have one consumer (has " + consumers.keySet() + ")");
            }
            for (String consumer : consumers.keySet()) {
                List<Integer> tasks = context.getComponentTasks(consumer);
                BatchSplitter splitter = switch (spec.spread()) {
                    case BY_KEY -> splitters.apply(spec);
                    case TO_FIRST -> EdgeSender::toFirst;
                    case IN_TURN -> this::inTurn;
                    case TO_ALL -> EdgeSender::toAll;
                };
                edges.add(new Edge(spec, splitter, owners(tasks)));
                targets.addAll(tasks);
            }
        }
    }

    /** Declares the edges' streams and the control stream. */
    public static void declare(List<EdgeSpec> specs, OutputFieldsDeclarer declarer) {
        for (EdgeSpec spec : specs) {
            declarer.declareStream(spec.stream(), Tuples.DATA_FIELDS);
        }
        declarer.declareStream(Tuples.CONTROL_STREAM, true, Tuples.CONTROL_FIELDS);
    }

    /**
     * Sends a batch along every edge of a port.
     *
     * @param parts numbers the tuples and gives each its delivery
     */
    public void send(int port, Batch batch, Parts parts, Emitter emitter) {
        if (batch.isEmpty()) {
            return;
        }
        for (Edge edge : edges) {
            if (edge.spec.port() == port) {
                send(edge, batch, parts, emitter);
            }
        }
    }

    /** Sends a batch along the edge of a stream, whatever its port; silent if nobody subscribes. */
    public void sendTo(String stream, Batch batch, Parts parts, Emitter emitter) {
        if (batch.isEmpty()) {
            return;
        }
        for (Edge edge : edges) {
            if (edge.spec.stream().equals(stream)) {
                send(edge, batch, parts, emitter);
            }
        }
    }

    /** Sends a control message to each task that follows, once. */
    public void control(Control control, Emitter emitter) {
        for (int task : targets) {
            emitter.emitDirect(task, Tuples.CONTROL_STREAM, Tuples.control(marks.on(task, control)));
        }
    }

    /** The tasks that follow. */
    public SortedSet<Integer> targets() {
        return targets;
    }

    private void send(Edge edge, Batch batch, Parts parts, Emitter emitter) {
        edge.splitter.split(
                batch,
                edge.owners.length,
                (partition, rows) -> emitter.emit(
                        edge.spec.stream(),
                        Tuples.data(partition, marks.on(edge.owners[partition], parts.next()), rows)));
    }

    private static int[] owners(List<Integer> tasks) {
        List<Integer> sorted = tasks.stream().sorted().toList();
        return IntStream.range(0, sorted.size())
                .map(partition -> sorted.get(Partitions.taskIndex(partition, sorted.size())))
                .toArray();
    }

    private static void toFirst(Batch batch, int partitions, BatchSplitter.Sink sink) {
        sink.part(0, batch);
    }

    private static void toAll(Batch batch, int partitions, BatchSplitter.Sink sink) {
        for (int partition = 0; partition < partitions; partition++) {
            sink.part(partition, batch);
        }
    }

    private void inTurn(Batch batch, int partitions, BatchSplitter.Sink sink) {
        turn = (turn + 1) % partitions;
        sink.part(turn, batch);
    }

    /** Numbers the tuples of one batch. */
    @FunctionalInterface
    public interface Parts {
        Delivery next();
    }

    /** An emitter of what nobody waits for. */
    public static Emitter unanchored(OutputCollector collector) {
        return new Emitter() {
            @Override
            public void emit(String stream, Values tuple) {
                collector.emit(stream, tuple);
            }

            @Override
            public void emitDirect(int task, String stream, Values tuple) {
                collector.emitDirect(task, stream, tuple);
            }
        };
    }

    /** An emitter anchored to a tuple. */
    public static Emitter anchored(OutputCollector collector, Tuple anchor) {
        return new Emitter() {
            @Override
            public void emit(String stream, Values tuple) {
                collector.emit(stream, anchor, tuple);
            }

            @Override
            public void emitDirect(int task, String stream, Values tuple) {
                collector.emitDirect(task, stream, anchor, tuple);
            }
        };
    }
}
