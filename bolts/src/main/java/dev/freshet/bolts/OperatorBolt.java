package dev.freshet.bolts;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.job.JobBoard;
import dev.freshet.core.operator.Counters;
import dev.freshet.core.operator.Held;
import dev.freshet.core.operator.Lookup;
import dev.freshet.core.operator.Operator;
import dev.freshet.core.operator.OperatorContext;
import dev.freshet.core.state.RowBytes;
import dev.freshet.core.time.WatermarkMerger;
import dev.freshet.storm.Channels;
import dev.freshet.storm.Control;
import dev.freshet.storm.Delivery;
import dev.freshet.storm.EdgeSender;
import dev.freshet.storm.EdgeSpec;
import dev.freshet.storm.Emitter;
import dev.freshet.storm.MillisClock;
import dev.freshet.storm.Partitions;
import dev.freshet.storm.ReplayFilter;
import dev.freshet.storm.Tuples;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.tuple.Values;
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
 */
public class OperatorBolt extends TaskBolt {
    private static final long TICK_MS = 100;
    private static final long PUBLISH_MS = 1000;
    private static final Duration FLUSH_BOUND = Duration.ofMillis(900);

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

    private final class Running implements Task {
        private final OutputCollector collector;
        private final @Nullable DiskRows disk;
        private final OperatorContext operatorContext;
        private final Counters counters = new Counters();
        private final Counters uncounted = new Counters();
        private final Operator operator;
        private final Channels channels;
        private final WatermarkMerger merger;
        private final ReplayFilter replays = new ReplayFilter();
        private final Map<String, Integer> inputs = new HashMap<>();
        private final EdgeSender sender;
        private final HostOutput out;
        private final JobBoard board;
        private final TaskMetrics metrics;
        private final LongAdder rowsIn;
        private final StateGauge gauge;
        private final WorkerHeap.Share share = WorkerHeap.OWN.share(spec.name());
        private final long incarnation = ThreadLocalRandom.current().nextLong();
        private @Nullable Operator again;
        private long nextTickMs;
        private long nextPublishMs;
        private final @Nullable HeldTuples held;
        private boolean failed;
        /** That the inputs have ended is told. */
        private boolean told;

        Running(TopologyContext context, OutputCollector collector) {
            this.collector = collector;
            int partitions =
                    context.getComponentTasks(context.getThisComponentId()).size();
            this.disk = spec.stateful() && spec.stateStore() == StateStore.DISK
                    ? new DiskRows(Path.of(System.getProperty("java.io.tmpdir")))
                    : null;
            this.operator = spec.operator().create();
            this.channels = new Channels(context);
            this.merger = channels.merger(spec.idleAdvance());
            for (InputSpec input : spec.inputs()) {
                inputs.put(input.component() + "/" + input.stream(), inputs.size());
            }
            this.sender =
                    new EdgeSender(edges, context, edge -> Splitters.of(edge, context.getThisComponentId(), counters));
            this.out = new HostOutput(sender, counters);
            this.board = spec.board().open(context.getThisComponentId(), context.getThisTaskIndex(), false);
            this.operatorContext =
                    new TaskContext(spec.name(), Partitions.own(context), partitions, counters, board, disk);
            this.metrics = new TaskMetrics(context, counters);
            this.gauge = new StateGauge(operator::held, System::nanoTime);
            this.rowsIn = counters.counter(Counters.ROWS_IN);
            operator.open(operatorContext);
            Lookup lookup = operator.lookup();
            this.held = lookup == null ? null : new HeldTuples(supply(lookup, context, counters), clock, this::take);
        }

        @Override
        public void execute(Tuple tuple) {
            if (failed) {
                return;
            }
            try {
                HeldTuples before = held;
                if (before == null) {
                    take(tuple);
                } else {
                    before.execute(tuple);
                }
                passTime();
            } catch (RuntimeException e) {
                fail(tuple, e);
            } catch (OutOfMemoryError e) {
                // It is most often one large array that was asked for, so there is room to say so.
                fail(tuple, WorkerHeap.OWN.exhausted());
            }
        }

        private void take(Tuple tuple) {
            if (Tuples.isControl(tuple)) {
                control(tuple);
            } else if (!TupleUtils.isTick(tuple)) {
                data(tuple);
            }
        }

        private void data(Tuple tuple) {
            if (spec.stateful() && WorkerHeap.OWN.isFull(spec.memoryLimit())) {
                share.tell(gauge.measure());
                throw WorkerHeap.OWN.full(spec.memoryLimit());
            }
            Delivery delivery = Tuples.delivery(tuple);
            Batch batch = Tuples.batch(tuple);
            String way = tuple.getSourceComponent() + "/" + tuple.getSourceStreamId();
            boolean first = replays.firstTime(way + "/" + tuple.getSourceTask(), delivery);
            if (first || !spec.stateful()) {
                Delivery passedOn =
                        spec.stateful() ? Delivery.result(delivery.generation(), delivery.epoch()) : delivery;
                out.begin(EdgeSender.anchored(collector, tuple), passedOn, first ? counters : uncounted);
                long begun = System.nanoTime();
                (first ? operator : replayed()).process(input(way), batch, out);
                boolean sent = out.end();
                metrics.batch(batch.size(), System.nanoTime() - begun);
                if (first) {
                    rowsIn.add(batch.size());
                }
                if (sent && spec.stateful()) {
                    // Sinks write what they hold behind a control message, and the next of a source may be far off.
                    passOn(unanchored(), delivery.generation(), delivery.epoch());
                }
            }
            collector.ack(tuple);
        }

        private void control(Tuple tuple) {
            Control control = Tuples.control(tuple);
            Emitter emitter = EdgeSender.anchored(collector, tuple);
            boolean risen = merger.report(
                    channels.of(tuple), control.watermarkMs(), control.maxEventTimeMs(), control.idle(), clock.nowMs());
            if (risen) {
                out.begin(emitter, Delivery.result(control.generation(), control.epoch()), counters);
                operator.advance(merger.watermarkMs(), out);
                out.end();
            }
            passOn(emitter, control.generation(), control.epoch());
            if (merger.finished() && !told) {
                told = true;
                publish();
                board.flush(FLUSH_BOUND);
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
            if (nowMs >= nextPublishMs) {
                nextPublishMs = nowMs + PUBLISH_MS;
                publish();
            }
        }

        private void tick(long nowMs) {
            Emitter emitter = unanchored();
            out.begin(emitter, Delivery.result(0, 0), counters);
            boolean risen = merger.tick(nowMs);
            if (risen) {
                operator.advance(merger.watermarkMs(), out);
            }
            operator.tick(nowMs, out);
            if (out.end() || risen) {
                passOn(emitter, 0, 0);
            }
        }

        private void passOn(Emitter emitter, long generation, long epoch) {
            sender.control(
                    new Control(
                            incarnation,
                            generation,
                            epoch,
                            operator.watermarkBehindMs(merger.watermarkMs()),
                            merger.maxEventTimeMs(),
                            merger.idle()),
                    emitter);
        }

        private Emitter unanchored() {
            return new Emitter() {
                @Override
                public void emit(String stream, Values values) {
                    collector.emit(stream, values);
                }

                @Override
                public void emitDirect(int task, String stream, Values values) {
                    collector.emitDirect(task, stream, values);
                }
            };
        }

        /** The operator for batches that were counted already; only stateless ones have it. */
        private Operator replayed() {
            Operator same = again;
            if (same == null) {
                same = spec.operator().create();
                same.open(new TaskContext(
                        spec.name(),
                        operatorContext.partition(),
                        operatorContext.partitions(),
                        uncounted,
                        board,
                        null));
                again = same;
            }
            return same;
        }

        private int input(String way) {
            if (inputs.isEmpty()) {
                return 0;
            }
            Integer input = inputs.get(way);
            if (input == null) {
                throw new IllegalStateException("'" + spec.name() + "' has no input from " + way);
            }
            return input;
        }

        private void publish() {
            if (spec.stateful()) {
                Held holds = gauge.read();
                share.tell(holds);
                metrics.holds(holds);
            }
            board.publish(metrics.refresh(merger.watermarkMs(), clock.nowMs()));
        }

        private void fail(Tuple tuple, RuntimeException e) {
            failed = true;
            out.abandon();
            String why = String.valueOf(e.getMessage() == null ? e : e.getMessage());
            String error = e instanceof HeapFullException ? why : "operator '" + spec.name() + "' failed: " + why;
            Map<String, String> fields = new HashMap<>(metrics.refresh(merger.watermarkMs(), clock.nowMs()));
            fields.put(JobBoard.STATE, JobBoard.FAILED);
            fields.put(JobBoard.ERROR, error);
            board.publish(fields);
            board.flush(FLUSH_BOUND);
            collector.reportError(new IllegalStateException(error, e));
            if (!TupleUtils.isTick(tuple)) {
                collector.fail(tuple);
            }
        }

        @Override
        public void close() {
            if (held != null) {
                held.close();
            }
            WorkerHeap.OWN.leave(share);
            operator.close();
            Operator same = again;
            if (same != null) {
                same.close();
            }
            if (disk != null) {
                disk.close();
            }
            board.close();
        }
    }

    private record TaskContext(
            String name,
            int partition,
            int partitions,
            Counters counters,
            JobBoard board,
            @Nullable DiskRows disk) implements OperatorContext {
        @Override
        public byte @Nullable [] delivered(String under) {
            return board.delivered(under);
        }

        @Override
        public Optional<RowBytes> rowBytes(String place) {
            return disk == null ? Optional.empty() : Optional.of(disk.rows(place));
        }
    }
}
