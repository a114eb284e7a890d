package dev.freshet.bolts;

import dev.freshet.bolts.epoch.EpochGate;
import dev.freshet.bolts.epoch.EpochWork;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.job.JobBoard;
import dev.freshet.core.operator.Counters;
import dev.freshet.core.operator.Held;
import dev.freshet.core.operator.Lookup;
import dev.freshet.core.operator.Operator;
import dev.freshet.core.snapshot.SectionBytes;
import dev.freshet.core.time.WatermarkMerger;
import dev.freshet.storm.Channels;
import dev.freshet.storm.Control;
import dev.freshet.storm.Delivery;
import dev.freshet.storm.EdgeSender;
import dev.freshet.storm.EdgeSpec;
import dev.freshet.storm.Emitter;
import dev.freshet.storm.Marks;
import dev.freshet.storm.MillisClock;
import dev.freshet.storm.Partitions;
import dev.freshet.storm.ReplayFilter;
import dev.freshet.storm.Tuples;
import dev.freshet.storm.epoch.EpochBase;
import dev.freshet.storm.epoch.EpochMarks;
import dev.freshet.storm.epoch.EpochProcess;
import dev.freshet.storm.epoch.EpochSpec;
import dev.freshet.storm.epoch.HostState;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.utils.TupleUtils;
import org.jspecify.annotations.Nullable;

/**
 * Hosts an operator: feeds it the batches, the event time and the processing time that come as tuples, and sends what it
 * makes, anchored to the tuple that it was made of; the tuple is acked afterwards.
 *
 * <p>A stateful operator takes a batch once, however often it is replayed. A stateless one makes the same of it again, and
 * counts it once. Event time is the least of the upstream tasks'; after every control message the merged one is passed on
 * behind the results, so that an acked end-of-input means that all results have been written.
 *
 * <p>An operator that throws would throw again at each replay: the task reports {@link JobBoard#FAILED} and stops taking
 * anything, and the job's owner decides. Nothing more is acked then, so nothing is lost silently. The same when the heap is
 * nearly full of state.
 *
 * <p>In a job with epochs tuples come through an {@link EpochGate}, which knows what was taken; every generation has an operator of its
 * own.
 */
public class OperatorBolt extends TaskBolt {
    private static final long TICK_MS = 100;

    private final HostSpec spec;
    private final List<EdgeSpec> edges;
    private final MillisClock clock;

    public OperatorBolt(HostSpec spec) {
        this(spec, MillisClock.SYSTEM);
    }

    /** With a clock of its own, for hosts and tests that turn it. */
    protected OperatorBolt(HostSpec spec, MillisClock clock) {
        this.spec = spec;
        this.clock = clock;
        this.edges = new ArrayList<>(spec.edges());
        this.edges.add(new EdgeSpec(Tuples.DEAD_STREAM, -1, List.of(), EdgeSpec.Spread.IN_TURN));
    }

    public final HostSpec spec() {
        return spec;
    }

    @Override
    protected Task open(TopologyContext context, OutputCollector collector) {
        return new Running(context, collector);
    }

    /**
     * What finds out for the operator what it has to know of a table before each batch.
     *
     * @throws IllegalStateException if this bolt reads no table
     */
    protected Supply supply(Lookup lookup, TopologyContext context, Counters counters) {
        throw new IllegalStateException("operator '" + spec.name() + "' needs a bolt that reads its table");
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        EdgeSender.declare(edges, declarer);
    }

    /** What a generation starts with. */
    private record Started(OperatorInstance instance, HostState host) {}

    private final class Running implements Task, EpochWork<Started> {
        private final TopologyContext context;
        private final OutputCollector collector;
        private final Counters counters = new Counters();
        private final Counters uncounted = new Counters();
        private final Channels channels;
        private final ReplayFilter replays = new ReplayFilter();
        private final InputPorts inputs = new InputPorts(spec);
        private final EdgeSender sender;
        private final HostOutput out;
        private final JobBoard board;
        private final TaskMetrics metrics;
        private final BoltReport report;
        private final LongAdder rowsIn;
        private final Footprint footprint;
        private final long incarnation = ThreadLocalRandom.current().nextLong();
        private final int partition;
        private final int partitions;
        private final @Nullable EpochGate<Started> gate;
        private @Nullable OperatorInstance instance;
        private WatermarkMerger merger;
        /** Event time before this the operator has been told already. */
        private long reachedMs = WatermarkMerger.NONE;

        private long nextTickMs;
        private @Nullable HeldTuples held;
        private boolean failed;
        /** That the inputs have ended is told. */
        private boolean told;

        Running(TopologyContext context, OutputCollector collector) {
            this.context = context;
            this.collector = collector;
            this.partition = Partitions.own(context);
            this.partitions =
                    context.getComponentTasks(context.getThisComponentId()).size();
            this.channels = new Channels(context);
            this.merger = channels.merger(spec.idleAdvance());
            EpochSpec epochs = spec.epochs();
            EpochMarks marks = epochs == null ? null : new EpochMarks(context);
            this.sender = new EdgeSender(
                    edges,
                    context,
                    edge -> Splitters.of(edge, context.getThisComponentId(), counters),
                    marks == null ? Marks.NONE : marks);
            this.out = new HostOutput(sender, counters);
            this.board = spec.board().open(context.getThisComponentId(), context.getThisTaskIndex(), false);
            this.metrics = new TaskMetrics(context, counters);
            this.footprint = new Footprint(spec, this::holds, metrics);
            this.report = new BoltReport(board, metrics, clock, () -> merger.watermarkMs());
            this.rowsIn = counters.counter(Counters.ROWS_IN);
            if (epochs == null || marks == null) {
                gate = null;
                use(OperatorInstance.open(spec, partition, partitions, counters, board));
            } else {
                gate = new EpochGate<>(
                        EpochProcess.join(epochs, context),
                        channels,
                        marks,
                        collector,
                        control -> sender.control(control, EdgeSender.unanchored(collector)),
                        this);
            }
        }

        private void use(OperatorInstance opened) {
            instance = opened;
            Lookup lookup = opened.operator().lookup();
            held = lookup == null ? null : new HeldTuples(supply(lookup, context, counters), clock, this::now);
        }

        private Operator operator() {
            return present().operator();
        }

        private OperatorInstance present() {
            return Objects.requireNonNull(instance, "there is an operator");
        }

        private Held holds() {
            OperatorInstance open = instance;
            return open == null ? Held.NOTHING : open.operator().held();
        }

        @Override
        public void forget() {
            HeldTuples before = held;
            if (before != null) {
                before.drain().forEach(collector::ack);
                before.close();
            }
            held = null;
            OperatorInstance open = instance;
            instance = null;
            if (open != null) {
                open.close();
            }
            out.abandon();
        }

        @Override
        public Started load(EpochBase base) {
            HostState host = HostState.read(base, context.getThisTaskIndex(), partitions);
            OperatorInstance opened = OperatorInstance.open(spec, partition, partitions, counters, board);
            if (!base.parts().isEmpty()) {
                opened.operator().restore(base.reader(partition, partitions));
            }
            return new Started(opened, host);
        }

        @Override
        public void begin(Started state, long generation) {
            use(state.instance());
            counters.restore(state.host().counts());
            merger = channels.merger(spec.idleAdvance());
            reachedMs = state.host().watermarkMs();
            told = false;
        }

        private void snapshot(Tuple tuple, EpochGate<Started> at) {
            SectionBytes snapshot = new SectionBytes();
            new HostState(Math.max(reachedMs, merger.watermarkMs()), counters.read()).write(snapshot);
            operator().snapshot(snapshot);
            at.snapshot(Tuples.control(tuple).epoch(), snapshot);
            collector.ack(tuple);
        }

        @Override
        public void execute(Tuple tuple) {
            if (failed) {
                return;
            }
            try {
                EpochGate<Started> at = gate;
                if (at == null) {
                    take(tuple);
                    passTime();
                } else {
                    through(at, tuple);
                }
            } catch (RuntimeException e) {
                fail(tuple, e);
            } catch (OutOfMemoryError e) {
                // It is most often one large array that was asked for, so there is room to say so.
                fail(tuple, WorkerHeap.OWN.exhausted());
            }
        }

        private void through(EpochGate<Started> at, Tuple tuple) {
            at.look();
            if (!TupleUtils.isTick(tuple)) {
                at.execute(tuple);
            } else if (at.isOpen()) {
                take(tuple);
            }
            if (at.isOpen()) {
                passTime();
            }
        }

        @Override
        public void take(Tuple tuple) {
            HeldTuples before = held;
            if (before == null) {
                now(tuple);
            } else {
                before.execute(tuple);
            }
        }

        private void now(Tuple tuple) {
            EpochGate<Started> at = gate;
            if (Tuples.isControl(tuple)) {
                if (at != null && Tuples.control(tuple).kind() == Control.Kind.BARRIER) {
                    snapshot(tuple, at);
                } else {
                    control(tuple);
                }
            } else if (!TupleUtils.isTick(tuple)) {
                data(tuple);
            }
        }

        private void data(Tuple tuple) {
            footprint.requireRoom();
            Delivery delivery = Tuples.delivery(tuple);
            Batch batch = Tuples.batch(tuple);
            String way = InputSpec.way(tuple);
            boolean first = gate != null || replays.firstTime(way + "/" + tuple.getSourceTask(), delivery);
            if (first || !spec.stateful()) {
                Delivery passedOn = spec.stateful() ? Delivery.result() : delivery;
                out.begin(EdgeSender.anchored(collector, tuple), passedOn, first ? counters : uncounted);
                long begun = System.nanoTime();
                (first ? operator() : present().replayed(uncounted)).process(inputs.port(way), batch, out);
                boolean sent = out.end();
                metrics.batch(batch.size(), System.nanoTime() - begun);
                if (first) {
                    rowsIn.add(batch.size());
                }
                if (sent && spec.stateful()) {
                    // Sinks write what they hold behind a control message, and the next of a source may be far off.
                    passOn(EdgeSender.unanchored(collector));
                }
            }
            collector.ack(tuple);
        }

        private void control(Tuple tuple) {
            Control control = Tuples.control(tuple);
            Emitter emitter = EdgeSender.anchored(collector, tuple);
            boolean risen = merger.report(
                    channels.of(tuple), control.watermarkMs(), control.maxEventTimeMs(), control.idle(), clock.nowMs());
            if (risen && merger.watermarkMs() > reachedMs) {
                out.begin(emitter, Delivery.result(), counters);
                operator().advance(merger.watermarkMs(), out);
                out.end();
            }
            passOn(emitter);
            if (merger.finished() && !told) {
                told = true;
                footprint.tell();
                report.publishNow();
            }
            collector.ack(tuple);
        }

        /** Storm's ticks come once a second at best; other tuples bring the time as well. */
        private void passTime() {
            long nowMs = clock.nowMs();
            if (nowMs >= nextTickMs && (held == null || held.isEmpty())) {
                // Time that goes on by itself must not overtake rows that are held.
                nextTickMs = nowMs + TICK_MS;
                tick(nowMs);
            }
            if (report.isDue()) {
                footprint.tell();
                report.publish();
            }
        }

        private void tick(long nowMs) {
            Emitter emitter = EdgeSender.unanchored(collector);
            out.begin(emitter, Delivery.result(), counters);
            boolean risen = merger.tick(nowMs);
            if (risen && merger.watermarkMs() > reachedMs) {
                operator().advance(merger.watermarkMs(), out);
            }
            operator().tick(nowMs, out);
            if (out.end() || risen) {
                passOn(emitter);
            }
        }

        private void passOn(Emitter emitter) {
            sender.control(
                    new Control(
                            incarnation,
                            0,
                            0,
                            operator().watermarkBehindMs(merger.watermarkMs()),
                            merger.maxEventTimeMs(),
                            merger.idle()),
                    emitter);
        }

        private void fail(Tuple tuple, RuntimeException e) {
            failed = true;
            out.abandon();
            if (gate != null) {
                gate.giveUp();
            }
            String why = String.valueOf(e.getMessage() == null ? e : e.getMessage());
            String error = e instanceof HeapFullException ? why : "operator '" + spec.name() + "' failed: " + why;
            report.failed(error, e, collector);
            if (!TupleUtils.isTick(tuple)) {
                collector.fail(tuple);
            }
        }

        @Override
        public void close() {
            if (gate != null) {
                gate.close();
            }
            if (held != null) {
                held.close();
            }
            footprint.close();
            if (instance != null) {
                instance.close();
            }
            report.close();
        }
    }
}
