package dev.freshet.spouts;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.decode.Decoders;
import dev.freshet.core.expr.Evaluator;
import dev.freshet.core.job.JobBoard;
import dev.freshet.core.key.BatchSplitter;
import dev.freshet.core.key.HeavyKeys;
import dev.freshet.core.operator.BatchPartitioner;
import dev.freshet.core.operator.Counters;
import dev.freshet.core.schema.Schema;
import dev.freshet.spouts.source.Branch;
import dev.freshet.spouts.source.Emission;
import dev.freshet.spouts.source.EpochSide;
import dev.freshet.spouts.source.Outlet;
import dev.freshet.spouts.source.ReaderContext;
import dev.freshet.spouts.source.SourceSpec;
import dev.freshet.spouts.source.SourceTask;
import dev.freshet.storm.EdgeSender;
import dev.freshet.storm.EdgeSpec;
import dev.freshet.storm.Emitter;
import dev.freshet.storm.HeavyKeyWatch;
import dev.freshet.storm.Marks;
import dev.freshet.storm.Tuples;
import dev.freshet.storm.epoch.EpochMarks;
import dev.freshet.storm.epoch.EpochProcess;
import dev.freshet.storm.epoch.EpochSpec;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.apache.storm.Config;
import org.apache.storm.spout.SpoutOutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.topology.base.BaseRichSpout;
import org.apache.storm.tuple.Values;
import org.jspecify.annotations.Nullable;

/**
 * A spout whose tuples are batches: reads records, decodes them, takes them through the branches' operators, and sends what
 * remains. It limits what is in flight itself, so {@code topology.max.spout.pending} is to be unset.
 *
 * <p>Emits a stream for each branch's edge, {@link Tuples#DEAD_STREAM} and {@link Tuples#CONTROL_STREAM}.
 */
public class BatchSpout extends BaseRichSpout {
    private static final long serialVersionUID = 1L;

    private final SourceSpec spec;
    private transient @Nullable SourceTask task;

    public BatchSpout(SourceSpec spec) {
        this.spec = spec;
    }

    public final SourceSpec spec() {
        return spec;
    }

    @Override
    public final void open(Map<String, Object> conf, TopologyContext topology, SpoutOutputCollector collector) {
        Counters counters = new Counters();
        ReaderContext context = new ReaderContext(
                String.valueOf(conf.getOrDefault(Config.TOPOLOGY_NAME, topology.getStormId())),
                spec.name(),
                topology.getThisTaskIndex(),
                topology.getComponentTasks(topology.getThisComponentId()).size(),
                spec.decoder().format(),
                spec.decoder().maxRecordBytes(),
                steadyClock(),
                counters);
        JobBoard board = spec.board().open(topology.getThisComponentId(), topology.getThisTaskIndex(), true);
        EpochSpec epochs = spec.epochs();
        EpochMarks marks = epochs == null ? null : new EpochMarks(topology);
        EdgeSender sender = new EdgeSender(
                edges(),
                topology,
                edge -> splitter(edge, topology.getThisComponentId(), counters),
                marks == null ? Marks.NONE : marks);
        task = new SourceTask(
                spec,
                context,
                Decoders.create(spec.decoder(), Evaluator::of),
                outlet(sender),
                emission(collector),
                board,
                new SecureRandom().nextLong(),
                epochs == null || marks == null ? null : new EpochSide(EpochProcess.join(epochs, topology), marks));
        task.open();
    }

    @Override
    public final void nextTuple() {
        task().step();
    }

    @Override
    public final void ack(Object messageId) {
        task().acked(messageId);
    }

    @Override
    public final void fail(Object messageId) {
        task().failed(messageId);
    }

    @Override
    public final void close() {
        SourceTask open = task;
        task = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public final void declareOutputFields(OutputFieldsDeclarer declarer) {
        EdgeSender.declare(edges(), declarer);
    }

    private SourceTask task() {
        return Objects.requireNonNull(task, "the spout is open");
    }

    private List<EdgeSpec> edges() {
        List<EdgeSpec> edges = new ArrayList<>();
        for (Branch branch : spec.branches()) {
            edges.addAll(branch.edges());
        }
        edges.add(EdgeSpec.spread(Tuples.DEAD_STREAM));
        return edges;
    }

    private BatchSplitter splitter(EdgeSpec edge, String component, Counters counters) {
        for (Branch branch : spec.branches()) {
            if (branch.edges().contains(edge)) {
                int last = branch.chain().size() - 1;
                Schema schema = last < 0
                        ? spec.decoder().projectedSchema()
                        : branch.chain().get(last).outputSchema();
                return BatchPartitioner.by(
                        schema, edge.keys(), new HeavyKeys(new HeavyKeyWatch(component, edge.stream(), counters)));
            }
        }
        throw new IllegalArgumentException("no branch has the edge " + edge);
    }

    private static Outlet outlet(EdgeSender sender) {
        return new Outlet() {
            @Override
            public void send(String stream, Batch batch, EdgeSender.Parts parts, Emitter emitter) {
                sender.sendTo(stream, batch, parts, emitter);
            }

            @Override
            public Collection<Integer> targets() {
                return sender.targets();
            }
        };
    }

    private static Emission emission(SpoutOutputCollector collector) {
        return new Emission() {
            @Override
            public void emit(String stream, Values tuple, Object messageId) {
                collector.emit(stream, tuple, messageId);
            }

            @Override
            public void emitDirect(int toTask, String stream, Values tuple, @Nullable Object messageId) {
                collector.emitDirect(toTask, stream, tuple, messageId);
            }
        };
    }

    /** Epoch milliseconds that only go forward, whatever is done to the machine's clock. */
    private static LongSupplier steadyClock() {
        long startMs = System.currentTimeMillis();
        long startNanos = System.nanoTime();
        return () -> startMs + (System.nanoTime() - startNanos) / 1_000_000;
    }
}
