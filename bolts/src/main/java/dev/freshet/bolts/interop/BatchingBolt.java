package dev.freshet.bolts.interop;

import dev.freshet.bolts.BoltReport;
import dev.freshet.bolts.Splitters;
import dev.freshet.bolts.TaskBolt;
import dev.freshet.bolts.TaskMetrics;
import dev.freshet.core.batch.Batch;
import dev.freshet.core.batch.BatchBuilder;
import dev.freshet.core.batch.Origin;
import dev.freshet.core.dead.DeadLetters;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.operator.Counters;
import dev.freshet.core.operator.Output;
import dev.freshet.core.time.PartitionClock;
import dev.freshet.storm.Control;
import dev.freshet.storm.Delivery;
import dev.freshet.storm.EdgeSender;
import dev.freshet.storm.EdgeSpec;
import dev.freshet.storm.MillisClock;
import dev.freshet.storm.Tuples;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.utils.TupleUtils;

/**
 * Gathers the plain tuples of any Storm spout or bolt into batches, so that our bolts can follow. Each task is a partition
 * of a source: it has a clock of event time, and tells those that follow how far it has come.
 *
 * <p>A batch is anchored to all its tuples, and they are acked only when it was sent: Storm tells their spout that a tuple
 * is done when its batch is done, and that it failed when its batch failed. What was not sent when a worker ends was not
 * acked either. A batch is sent when it has enough rows, when its first row has waited long enough, and at once when its
 * first tuple comes after a pause; Storm's ticks bring the time once a second, so that is the worst delay.
 *
 * <p>The plain tuples have no identity: one that its spout sends again is another row. Where a batch fails after parts of
 * it were taken into windows, those rows count twice; our own sources don't have that weakness.
 *
 * <p>Watermark: the greatest event time sent, less the declared disorder. A tuple that is replayed is older than it was, so
 * the bound has to cover the spout's replays, or they are late; late rows go to the dead letters. Idleness: a task without
 * a tuple for the idle time is not waited for. Worst delay: a task that falls silent holds the others up for the idle time
 * and a second.
 */
public class BatchingBolt extends TaskBolt {

    private final BatchingSpec spec;
    private final List<EdgeSpec> edges;
    private final MillisClock clock;

    /** @param to where the rows go */
    public BatchingBolt(BatchingSpec spec, EdgeSpec... to) {
        this(spec, MillisClock.SYSTEM, to);
    }

    BatchingBolt(BatchingSpec spec, MillisClock clock, EdgeSpec... to) {
        this.spec = spec;
        this.clock = clock;
        this.edges = new ArrayList<>(List.of(to));
        this.edges.add(new EdgeSpec(Tuples.DEAD_STREAM, -1, List.of(), EdgeSpec.Spread.IN_TURN));
    }

    @Override
    protected Task open(TopologyContext context, OutputCollector collector) {
        return new Running(context, collector);
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {
        EdgeSender.declare(edges, declarer);
    }

    private final class Running implements Task {
        private final OutputCollector collector;
        private final EdgeSender sender;
        private final TupleRows rows;
        private final BatchBuilder builder;
        private final DeadLetters letters = new DeadLetters();
        private final PartitionClock partition = new PartitionClock(spec.outOfOrderMs());
        private final List<Tuple> held = new ArrayList<>();
        private final Counters counters = new Counters();
        private final LongAdder rowsIn;
        private final LongAdder rowsOut;
        private final TaskMetrics metrics;
        private final BoltReport report;
        private final int task;
        private final long incarnation = ThreadLocalRandom.current().nextLong();
        private long nextRow;
        private long heldSinceMs;
        private long lastTupleMs;
        /** What was told last; tuples that are held are not told of yet. */
        private long toldMaxMs = PartitionClock.NOTHING_SEEN;

        Running(TopologyContext context, OutputCollector collector) {
            this.collector = collector;
            this.sender =
                    new EdgeSender(edges, context, edge -> Splitters.of(edge, context.getThisComponentId(), counters));
            this.rows = new TupleRows(spec.schema(), spec.timeColumn());
            this.builder = new BatchBuilder(spec.schema());
            this.rowsIn = counters.counter(Counters.ROWS_IN);
            this.rowsOut = counters.counter(Counters.ROWS_OUT);
            this.task = context.getThisTaskIndex();
            this.metrics = new TaskMetrics(context, counters);
            this.report = new BoltReport(
                    spec.board().open(context.getThisComponentId(), task, false), metrics, clock, this::watermarkMs);
            this.lastTupleMs = clock.nowMs();
        }

        @Override
        public void execute(Tuple tuple) {
            long nowMs = clock.nowMs();
            if (TupleUtils.isTick(tuple)) {
                flush();
                // Told again each time: a message that was lost is made up for by the next.
                tell(nowMs - lastTupleMs >= spec.idleMs());
                collector.ack(tuple);
            } else {
                boolean alone = nowMs - lastTupleMs >= spec.flushMs();
                if (held.isEmpty()) {
                    heldSinceMs = nowMs;
                }
                lastTupleMs = nowMs;
                take(tuple);
                if (alone || held.size() >= spec.flushRows() || nowMs - heldSinceMs >= spec.flushMs()) {
                    flush();
                    tell(false);
                }
            }
            if (report.isDue()) {
                report.publish();
            }
        }

        /** Sends nothing any more: what is held was not acked, so its spout has it still. */
        @Override
        public void close() {
            report.close();
        }

        private void take(Tuple tuple) {
            held.add(tuple);
            rowsIn.increment();
            long number = nextRow++;
            Reason reason = rows.put(tuple, builder);
            if (reason == null) {
                builder.endRow(rows.timeMs(), number, partition.observe(rows.timeMs()));
                return;
            }
            builder.abandonRow();
            counters.counter(Counters.DEAD).increment();
            counters.counter(Counters.DEAD + "." + reason.key()).increment();
            letters.add(
                    reason,
                    rows.problem() + ", in a tuple of " + tuple.getSourceComponent(),
                    spec.name(),
                    task,
                    number);
        }

        private void flush() {
            if (held.isEmpty()) {
                return;
            }
            long begun = System.nanoTime();
            Batch batch = builder.build(new Origin(spec.name(), task, nextRow - held.size(), nextRow - 1));
            ManyAnchors emitter = new ManyAnchors(collector, held);
            sender.send(Output.MAIN, batch, Running::delivery, emitter);
            rowsOut.add(batch.size());
            if (!letters.isEmpty()) {
                sender.sendTo(Tuples.DEAD_STREAM, letters.drain(), Running::delivery, emitter);
            }
            held.forEach(collector::ack);
            held.clear();
            toldMaxMs = partition.maxEventTimeMs();
            metrics.batch(batch.size(), System.nanoTime() - begun);
        }

        /** Not anchored: that a message is lost or late must not make tuples count again. */
        private void tell(boolean idle) {
            sender.control(
                    new Control(incarnation, 0, 0, watermarkMs(), toldMaxMs, idle),
                    new ManyAnchors(collector, List.of()));
        }

        private long watermarkMs() {
            return PartitionClock.watermarkMs(toldMaxMs, spec.outOfOrderMs());
        }

        /** Batches are put together anew after a failure, so none ever comes again as it was. */
        private static Delivery delivery() {
            return Delivery.result();
        }
    }
}
