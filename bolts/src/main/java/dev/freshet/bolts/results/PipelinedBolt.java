package dev.freshet.bolts.results;

import dev.freshet.bolts.BoltReport;
import dev.freshet.bolts.TaskBolt;
import dev.freshet.bolts.TaskMetrics;
import dev.freshet.bolts.epoch.EpochGate;
import dev.freshet.bolts.epoch.EpochWork;
import dev.freshet.core.epoch.EpochView;
import dev.freshet.core.job.JobBoardFactory;
import dev.freshet.core.operator.Counters;
import dev.freshet.core.snapshot.SectionBytes;
import dev.freshet.storm.Channels;
import dev.freshet.storm.Control;
import dev.freshet.storm.Delivery;
import dev.freshet.storm.MillisClock;
import dev.freshet.storm.Tuples;
import dev.freshet.storm.epoch.EpochBase;
import dev.freshet.storm.epoch.EpochMarks;
import dev.freshet.storm.epoch.EpochProcess;
import dev.freshet.storm.epoch.EpochSpec;
import dev.freshet.storm.epoch.HostState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.task.TopologyContext;
import org.apache.storm.topology.OutputFieldsDeclarer;
import org.apache.storm.tuple.Tuple;
import org.apache.storm.utils.TupleUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A bolt at the end of the line that writes many rows at once, to Redis in one pipeline. A tuple is acked when the server has
 * answered for it, in the order of arrival; so an acked control message means that everything before it is written.
 *
 * <p>A write begins when enough rows have come, behind every control message, behind every tuple that a source may replay
 * (nothing has to follow it), and when a row has waited long enough. While the server is away the bolt tries again with
 * back-off, holds what it has, and once that is much takes its time over each tuple, up to a second, so that the topology
 * backs up. It fails for good only on what does not pass, such as a refused login. What is held back until its epoch is complete
 * is bounded too: at the limit the bolt takes no more rows, un-acked, until an epoch completes or the barrier of one has come
 * behind them.
 *
 * @param <C> what the server is called with
 */
public abstract class PipelinedBolt<C> extends TaskBolt {
    private static final Logger LOG = LoggerFactory.getLogger(PipelinedBolt.class);
    private static final long LONGEST_WAIT_MS = 700;
    private static final int HELD_WRITES = 20;

    private final OutletFactory<C> outlets;
    private final int flushRows;
    private final long flushMs;
    private final JobBoardFactory boards;
    private final MillisClock clock;

    /** Turns tuples into calls. */
    protected interface Encoder<C> {
        /** Takes the tuple's rows into the next calls; returns how many there are. */
        int add(Tuple tuple);

        /** The calls for what was added; they may be sent many times. */
        List<C> take(long nowMs);

        /** A new generation, in a job with epochs: what was added and not taken is void. */
        default void restart(EpochBase base) {}

        /**
         * An epoch ends, and what was added before is written. All epochs before it are complete. What the next {@link #take} gives is
         * written before the epoch is reported.
         *
         * @param to takes what is held back: the task is given it again if a generation starts from this epoch
         */
        default void barrier(long generation, long epoch, SectionBytes to) {}

        /** Whether something was held back that may be written by now. */
        default boolean isDue(EpochView view) {
            return false;
        }

        /** Whether so much is held back that no more should be added before some of it is written. */
        default boolean isFull() {
            return false;
        }

        /** What {@link #take} gave last is written. */
        default void written() {}
    }

    protected PipelinedBolt(
            OutletFactory<C> outlets, int flushRows, long flushMs, JobBoardFactory boards, MillisClock clock) {
        this.outlets = outlets;
        this.flushRows = flushRows;
        this.flushMs = flushMs;
        this.boards = boards;
        this.clock = clock;
    }

    /**
     * Makes a task's encoder.
     *
     * @param counters the task's; rows written are counted by the bolt
     */
    protected abstract Encoder<C> encoder(TopologyContext context, Counters counters);

    /** The job's epochs; null where it has none. */
    protected @Nullable EpochSpec epochs() {
        return null;
    }

    /** How many rows a tuple has: those of its batch, unless said otherwise. */
    protected int rows(Tuple tuple) {
        return Tuples.batch(tuple).size();
    }

    /**
     * Whether a write should begin behind this tuple, however few rows there are. Results of windows are followed by a control
     * message; what comes straight from a source is not.
     */
    protected boolean urgent(Tuple tuple) {
        return replayable(tuple);
    }

    /** Under which name the rows written are counted. */
    protected String counted() {
        return Counters.RESULTS;
    }

    /** Whether the tuple has a {@link Delivery}. */
    private static boolean replayable(Tuple tuple) {
        return tuple.size() == Tuples.DATA_FIELDS.size()
                && tuple.getValue(1) instanceof Delivery delivery
                && delivery.replayable();
    }

    @Override
    protected Task open(TopologyContext context, OutputCollector collector) {
        return new Running(context, collector);
    }

    @Override
    public void declareOutputFields(OutputFieldsDeclarer declarer) {}

    private final class Running implements Task, EpochWork<EpochBase> {
        private final OutputCollector collector;
        private final int index;
        private final int tasks;
        private final Counters counters = new Counters();
        private final LongAdder written;
        private final LongAdder rowsIn;
        private final TaskMetrics metrics;
        private final BoltReport report;
        private final RetriedOutlet<C> link;
        private final Encoder<C> encoder;
        private final @Nullable EpochGate<EpochBase> gate;
        /** Not encoded yet. */
        private final Deque<Tuple> waiting = new ArrayDeque<>();
        /** Encoded, and sent until it succeeds. */
        private final List<Tuple> sending = new ArrayList<>();

        private List<C> calls = List.of();
        private boolean underWay;
        /** The snapshot of the epoch whose barrier is being sent. */
        private @Nullable SectionBytes snapshot;

        private boolean due;
        private int sendingRows;
        private int waitingRows;
        private int waitingBarriers;
        private long waitingSinceMs;
        private long watermarkMs = Long.MIN_VALUE;
        private boolean failed;

        Running(TopologyContext context, OutputCollector collector) {
            this.collector = collector;
            this.index = context.getThisTaskIndex();
            this.tasks = context.getComponentTasks(context.getThisComponentId()).size();
            this.written = counters.counter(counted());
            this.rowsIn = counters.counter(Counters.ROWS_IN);
            this.metrics = new TaskMetrics(context, counters);
            this.report = new BoltReport(
                    boards.open(context.getThisComponentId(), index, false), metrics, clock, () -> watermarkMs);
            this.link = new RetriedOutlet<>(
                    outlets.open("freshet-" + context.getThisComponentId() + "-" + index), clock, counters);
            this.encoder = encoder(context, counters);
            EpochSpec epochs = epochs();
            this.gate = epochs == null
                    ? null
                    : new EpochGate<>(
                            EpochProcess.join(epochs, context),
                            new Channels(context),
                            new EpochMarks(context),
                            collector,
                            control -> {},
                            this);
        }

        @Override
        public void execute(Tuple tuple) {
            if (failed) {
                return;
            }
            EpochGate<EpochBase> at = gate;
            if (at != null) {
                at.look();
            }
            boolean tick = TupleUtils.isTick(tuple);
            if (!tick && at != null) {
                at.execute(tuple);
            } else if (!tick) {
                take(tuple);
            }
            boolean write = due
                    || waitingRows >= flushRows
                    || (!waiting.isEmpty() && clock.nowMs() - waitingSinceMs >= flushMs)
                    || underWay
                    || isDue();
            due = false;
            try {
                if (write) {
                    write();
                }
            } catch (RuntimeException e) {
                fail(e, "cannot write results to " + link.sentence(e));
            }
            if (report.isDue()) {
                report.publish();
            }
        }

        @Override
        public void take(Tuple tuple) {
            if (waiting.isEmpty()) {
                waitingSinceMs = clock.nowMs();
            }
            waiting.add(tuple);
            if (Tuples.isControl(tuple)) {
                due = true;
                waitingBarriers += isBarrier(tuple) ? 1 : 0;
                watermarkMs = Math.max(watermarkMs, Tuples.control(tuple).watermarkMs());
            } else {
                int rows = rows(tuple);
                rowsIn.add(rows);
                waitingRows += rows;
                due |= urgent(tuple);
            }
        }

        @Override
        public void forget() {
            waiting.forEach(collector::ack);
            sending.forEach(collector::ack);
            waiting.clear();
            sending.clear();
            waitingRows = 0;
            waitingBarriers = 0;
            sendingRows = 0;
            calls = List.of();
            underWay = false;
            snapshot = null;
            watermarkMs = Long.MIN_VALUE;
        }

        @Override
        public EpochBase load(EpochBase base) {
            return base;
        }

        @Override
        public void begin(EpochBase state, long generation) {
            counters.restore(HostState.read(state, index, tasks).counts());
            encoder.restart(state);
        }

        private static boolean isBarrier(Tuple tuple) {
            return Tuples.isControl(tuple) && Tuples.control(tuple).kind() == Control.Kind.BARRIER;
        }

        private void write() {
            long untilMs = clock.nowMs() + LONGEST_WAIT_MS;
            do {
                long nowMs = clock.nowMs();
                if (!link.mayTry(nowMs)) {
                    boolean full = waitingRows > HELD_WRITES * flushRows || waiting.size() > HELD_WRITES * 50;
                    if (!full || nowMs >= untilMs || !link.waitToTry(nowMs, untilMs)) {
                        return;
                    }
                    continue;
                }
                if (!underWay) {
                    if (mustWait() && !isDue()) {
                        return;
                    }
                    encode(nowMs);
                }
                if (send()) {
                    acknowledge();
                }
            } while (!failed && (underWay || !waiting.isEmpty()));
        }

        /** The barrier that frees memory may be behind what there is no room for: then all before it is taken. */
        private boolean mustWait() {
            return waitingBarriers == 0 && encoder.isFull();
        }

        private boolean isDue() {
            EpochGate<EpochBase> at = gate;
            return at != null && at.isOpen() && encoder.isDue(at.view());
        }

        private void encode(long nowMs) {
            underWay = true;
            EpochGate<EpochBase> at = gate;
            while (!waiting.isEmpty() && sendingRows < flushRows && !mustWait()) {
                boolean barrier = isBarrier(waiting.element());
                if (barrier && !sending.isEmpty()) {
                    break;
                }
                Tuple tuple = waiting.remove();
                sending.add(tuple);
                if (barrier && at != null) {
                    waitingBarriers--;
                    SectionBytes held = new SectionBytes();
                    encoder.barrier(at.generation(), Tuples.control(tuple).epoch(), held);
                    snapshot = held;
                    break;
                }
                if (!Tuples.isControl(tuple)) {
                    waitingRows -= rows(tuple);
                    sendingRows += encoder.add(tuple);
                }
            }
            waitingSinceMs = nowMs;
            calls = encoder.take(nowMs);
        }

        private boolean send() {
            long begun = System.nanoTime();
            boolean sent = link.send(calls);
            if (sent && sendingRows > 0) {
                metrics.batch(sendingRows, System.nanoTime() - begun);
            }
            return sent;
        }

        private void acknowledge() {
            written.add(sendingRows);
            sendingRows = 0;
            calls = List.of();
            underWay = false;
            encoder.written();
            EpochGate<EpochBase> at = gate;
            SectionBytes held = snapshot;
            if (at != null && held != null) {
                snapshot = null;
                new HostState(watermarkMs, counters.read()).write(held);
                at.snapshot(Tuples.control(sending.get(0)).epoch(), held);
            }
            boolean end = sending.stream()
                    .anyMatch(tuple ->
                            Tuples.isControl(tuple) && Tuples.control(tuple).isEnd());
            if (end) {
                report.publishNow();
            }
            sending.forEach(collector::ack);
            sending.clear();
        }

        private void fail(RuntimeException e, String error) {
            failed = true;
            if (gate != null) {
                gate.giveUp();
            }
            LOG.error("{}", error);
            report.failed(error, e, collector);
        }

        @Override
        public void close() {
            link.stopWaiting();
            if (gate != null) {
                gate.close();
            }
            link.close();
            report.close();
        }
    }
}
