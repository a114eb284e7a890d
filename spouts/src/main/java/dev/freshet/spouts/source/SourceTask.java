package dev.freshet.spouts.source;

import dev.freshet.core.decode.Decoder;
import dev.freshet.core.job.JobBoard;
import dev.freshet.core.snapshot.SectionBytes;
import dev.freshet.core.time.PartitionClock;
import dev.freshet.storm.Control;
import dev.freshet.storm.Marks;
import dev.freshet.storm.epoch.EpochBase;
import dev.freshet.storm.epoch.HostState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task of a source. Each {@link #step} sends again what failed and is due, tells of event time, and reads, decodes and
 * sends at most one batch, if the limits allow. Called by one thread.
 *
 * <p>Guarantee: every record that was taken from the reader is sent until it is acked. The reader hears that records are
 * processed, and event time goes on, only when all before them in their partition is acked. A source that cannot be read is
 * told to the job's board, and the task then does nothing more.
 */
public final class SourceTask implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SourceTask.class);
    private static final long TICK_MS = 100;
    /** A task that has something to do is called every few milliseconds. */
    private static final long PAUSE_MS = 500;
    /** Tuples that Storm gave up. */
    private static final String TUPLES_FAILED = "tuples_failed";

    private enum State {
        RUNNING,
        FINISHED,
        FAILED
    }

    private final SourceSpec spec;
    private final ReaderContext context;
    private final Decoder decoder;
    private final JobBoard board;
    private final long incarnation;

    private final Outlet outlet;
    private final Emission emission;
    private final @Nullable EpochSide epochs;
    private EventTime eventTime;
    private final BatchSender sender;
    private final Controls controls;
    private final Pace pace;
    private final TaskReport report;
    private final RowIntake rowIntake;
    /** Which partitions may be read at {@link #stepMs}. */
    private final IntPredicate readable = this::mayRead;

    private final IntPredicate inFlight;

    private final Beginnings beginnings = new Beginnings();

    private @Nullable SourceReader reader;
    private State state = State.RUNNING;
    private boolean draining;
    private boolean mayWork;
    private long stepMs;
    private long lastTickMs = Long.MIN_VALUE;

    /**
     * @param incarnation drawn at random
     * @param epochs of a job that has any, else null: then nothing is sent twice within a generation, and a new one begins where an epoch ended
     */
    public SourceTask(
            SourceSpec spec,
            ReaderContext context,
            Decoder decoder,
            Outlet outlet,
            Emission emission,
            JobBoard board,
            long incarnation,
            @Nullable EpochSide epochs) {
        this.outlet = outlet;
        this.emission = emission;
        this.epochs = epochs;
        this.spec = spec;
        this.context = context;
        this.decoder = decoder;
        this.board = board;
        this.incarnation = incarnation;
        this.eventTime = new EventTime(spec.timing());
        this.sender = new BatchSender(spec, context, outlet, emission, board, incarnation, this::doneInOrder);
        this.inFlight = sender::isInFlight;
        this.controls = new Controls(
                outlet.targets(), emission, epochs == null ? Marks.NONE : epochs.marks(), spec.boundaryMs());
        this.pace = new Pace(spec.timing().speed());
        if (pace.unlimited() && sender.copies()) {
            decoder.lendBatches();
        }
        this.report = new TaskReport(board, context.counters());
        this.rowIntake = new RowIntake(spec, decoder, context.counters(), sender.deadRows(), pace.unlimited());
    }

    /** Opens the reader; a source that cannot be read makes the task fail, not this method. */
    public void open() {
        guarded(() -> {
            SourceReader opened = spec.reader().open(context);
            decoder.names(opened::name);
            reader = opened;
            beginnings.note(opened, eventTime, now());
        });
        publish(now());
    }

    /** Does what there is to do now. */
    public void step() {
        long before = stepMs;
        stepMs = now();
        if (stepMs - before > PAUSE_MS) {
            // The process was frozen or the task held back: what it did not look for may have come.
            eventTime.keepAwake(stepMs);
        }
        mayWork = epochs == null;
        if (epochs != null && state != State.FAILED) {
            guarded(() -> mayWork = takePart(epochs));
        }
        if (mayWork && state == State.RUNNING) {
            guarded(this::work);
        }
        publish(stepMs);
    }

    /** A tuple that was sent with this message id has been processed, and all that came of it. */
    public void acked(Object messageId) {
        if (messageId instanceof TupleId id) {
            guarded(() -> sender.acked(id));
        } else if (messageId instanceof Controls.ControlId id) {
            controls.acked(id);
        }
    }

    /** A tuple that was sent with this message id was lost, or took too long. */
    public void failed(Object messageId) {
        if (messageId instanceof TupleId id && epochs != null) {
            // Whether it is lost, the channel's numbers tell, or the epoch's deadline.
            context.counters().counter(TUPLES_FAILED).increment();
        } else if (messageId instanceof TupleId id) {
            sender.failed(id, now());
        } else if (messageId instanceof Controls.ControlId id) {
            controls.failed(id);
        }
    }

    /** Whether all was read and its results are in the sinks. */
    public boolean finished() {
        return state == State.FINISHED;
    }

    @Override
    public void close() {
        SourceReader open = reader;
        reader = null;
        if (open != null) {
            open.close();
        }
        if (epochs != null) {
            epochs.close();
        }
        sender.close();
        board.close();
    }

    /** Does what the job's epochs ask for; returns whether anything may be sent. */
    private boolean takePart(EpochSide side) {
        SourceReader source = reader;
        if (source == null) {
            return false;
        }
        switch (side.next()) {
            case STOP, QUIET -> {
                eventTime.keepAwake(stepMs);
                return false;
            }
            case RESTORE -> {
                EpochBase base = side.base();
                if (base == null || !restore(source, side, base)) {
                    return false;
                }
            }
            case BARRIER -> barrier(source, side);
            case NOTHING -> {}
        }
        side.complete((lastSequence, positions) -> {
            sender.settleUpTo(lastSequence);
            positions.forEach(position -> source.processed(position.partition(), position.offset()));
        });
        if (state == State.RUNNING && side.done()) {
            finish(source);
        }
        return true;
    }

    private void finish(SourceReader source) {
        // Whoever waits for the end may end the process then.
        source.settle();
        state = State.FINISHED;
        report.finished(stepMs);
    }

    private boolean restore(SourceReader source, EpochSide side, EpochBase base) {
        if (base.ended() && !source.bounded()) {
            throw new SourceFailure("the job was drained at epoch " + base.epoch()
                    + ", so its windows are closed: begin it with --from scratch,committed");
        }
        sender.clear();
        controls.restart();
        eventTime = new EventTime(spec.timing());
        try {
            SortedMap<Integer, SourcePosition> positions = SourcePosition.read(base);
            if (base.epoch() != 0) {
                SortedMap<Integer, Long> offsets = new TreeMap<>();
                positions.forEach((partition, position) -> offsets.put(partition, position.offset()));
                source.restore(offsets);
            } else {
                beginnings.goBack(source);
            }
            eventTime.restore(source, positions, stepMs);
            context.counters()
                    .restore(HostState.read(base, side.index(), side.tasks()).counts());
        } catch (IllegalStateException e) {
            side.damaged(base, String.valueOf(e.getMessage()));
            return false;
        }
        state = State.RUNNING;
        report.running();
        side.sendRestore(base, outlet.targets(), emission);
        return true;
    }

    private void barrier(SourceReader source, EpochSide side) {
        List<SourcePosition> positions = new ArrayList<>();
        for (PartitionProgress progress : eventTime.partitions()) {
            if (sender.hasDeadRows()) {
                eventTime.read(progress.partition(), PartitionClock.NOTHING_SEEN, stepMs);
                sender.flush(progress.partition(), 0);
            }
            positions.add(progress.position(progress.readToEnd() && !draining));
        }
        SectionBytes snapshot = new SectionBytes();
        SourcePosition.write(positions, snapshot);
        new HostState(Long.MIN_VALUE, context.counters().read()).write(snapshot);
        side.sendBarrier(
                snapshot.toBytes(), controls.endAcked(), sender.lastSequence(), positions, outlet.targets(), emission);
    }

    private void work() {
        SourceReader source = reader;
        if (source == null) {
            return;
        }
        if (lastTickMs == Long.MIN_VALUE || stepMs - lastTickMs >= TICK_MS) {
            lastTickMs = stepMs;
            draining |= board.drainRequested();
            source.tick(stepMs);
            if (!source.answers()) {
                eventTime.keepAwake(stepMs);
            }
            if (!draining) {
                beginnings.note(source, eventTime, stepMs);
            }
        }
        sender.replay(stepMs);
        if (!sender.hasRoom()) {
            eventTime.keepAwake(stepMs);
        } else if (!release() && !draining) {
            read(source);
        }
        tellEventTime(source);
    }

    /** Sends what of the waiting rows is due; false if nothing is. */
    private boolean release() {
        if (pace.unlimited()) {
            return false;
        }
        boolean any = false;
        for (PartitionProgress progress : eventTime.partitions()) {
            if (progress.pending() != null) {
                eventTime.touch(progress.partition(), PartitionClock.NOTHING_SEEN, stepMs);
                PartitionProgress.Pending due = progress.due(pace, draining, stepMs);
                if (due != null) {
                    send(progress, due);
                    any = true;
                }
            }
        }
        return any;
    }

    private void read(SourceReader source) {
        if (!rowIntake.poll(source, readable)) {
            return;
        }
        beginnings.left();
        report.taken(stepMs);
        PartitionProgress progress = eventTime.partition(rowIntake.partition());
        PartitionProgress.Pending rows = rowIntake.decode(progress, stepMs);
        if (pace.unlimited() || rows.batch().isEmpty()) {
            send(progress, rows);
        } else {
            if (!sender.isInFlight(progress.partition())) {
                // Everything before the row that waits is acked, so event time has come as far as the row.
                long firstMs = rows.batch().eventTime(rows.batch().row(0));
                eventTime.touch(progress.partition(), firstMs, stepMs);
            }
            progress.wait(rows);
            release();
        }
    }

    private boolean mayRead(int partition) {
        return eventTime.mayRead(partition, board.othersWatermarkMs(), stepMs);
    }

    private void send(PartitionProgress progress, PartitionProgress.Pending rows) {
        eventTime.read(progress.partition(), rows.maxEventTimeMs(), stepMs);
        sender.send(progress.partition(), rows);
        progress.sent(rows);
    }

    private void doneInOrder(InFlight.Entry entry) {
        eventTime.acked(entry.partition(), entry.maxEventTimeMs(), now());
        SourceReader source = reader;
        if (source != null && epochs == null) {
            source.processed(entry.partition(), entry.nextOffset());
        }
    }

    private void tellEventTime(SourceReader source) {
        eventTime.update(source, inFlight, draining, stepMs);
        if (controls.due(stepMs, eventTime.watermarkMs())) {
            Control now = new Control(
                    incarnation, 0, 0, eventTime.watermarkMs(), eventTime.maxEventTimeMs(), eventTime.idle());
            controls.send(now, stepMs);
        }
        if (epochs == null && controls.endAcked()) {
            finish(source);
        }
    }

    private void publish(long nowMs) {
        board.progress(eventTime.slowestReadMs(nowMs));
        report.publish(
                eventTime.watermarkMs(),
                eventTime.maxEventTimeMs(),
                eventTime.idle(),
                epochs == null ? Map.of() : epochs.health(),
                nowMs);
    }

    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (SourceFailure e) {
            fail(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted() || e.getCause() instanceof InterruptedException) {
                throw e;
            }
            fail("source '" + spec.name() + "' cannot go on: " + e, e);
        }
    }

    private void fail(String sentence, RuntimeException cause) {
        LOG.error("{}", sentence, cause);
        state = State.FAILED;
        if (epochs != null) {
            epochs.giveUp();
        }
        report.failed(sentence);
    }

    private long now() {
        return context.clock().getAsLong();
    }
}
