package dev.freshet.spouts.source;

import dev.freshet.core.batch.Batch;
import dev.freshet.core.dead.Reason;
import dev.freshet.core.decode.Decoder;
import dev.freshet.core.decode.RecordChunk;
import dev.freshet.core.job.JobBoard;
import dev.freshet.core.operator.Counters;
import dev.freshet.core.time.Alignment;
import dev.freshet.core.time.PartitionClock;
import dev.freshet.core.time.SourceWatermarks;
import dev.freshet.storm.Control;
import dev.freshet.storm.Emitter;
import dev.freshet.storm.Tuples;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;
import org.apache.storm.tuple.Values;
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
    /** Rows that wait for their time are few, so that what they hold up is too. */
    private static final int PACED_RECORDS = 1024;

    private enum State {
        RUNNING,
        FINISHED,
        FAILED
    }

    private final SourceSpec spec;
    private final ReaderContext context;
    private final Decoder decoder;
    private final Outlet outlet;
    private final Emission emission;
    private final JobBoard board;
    private final long incarnation;

    private final Map<Integer, PartitionProgress> partitions = new TreeMap<>();
    private final SourceWatermarks watermarks;
    private final Alignment alignment;
    private final InFlight inFlight;
    private final Controls controls;
    private final BatchSize batchSize;
    private final Pace pace;
    private final Branches branches;
    private final DeadRows deadRows;
    private final TaskReport report;
    private final SourceCounts counts;
    private final LongAdder rowsOut;
    private final Intake intake = new Intake();

    private @Nullable SourceReader reader;
    /** The batch whose tuples are being sent. */
    private InFlight.@Nullable Entry current;

    private State state = State.RUNNING;
    private boolean draining;
    private long lastTickMs = Long.MIN_VALUE;

    /**
     * @param incarnation drawn at random
     */
    public SourceTask(
            SourceSpec spec,
            ReaderContext context,
            Decoder decoder,
            Outlet outlet,
            Emission emission,
            JobBoard board,
            long incarnation) {
        this.spec = spec;
        this.context = context;
        this.decoder = decoder;
        this.outlet = outlet;
        this.emission = emission;
        this.board = board;
        this.incarnation = incarnation;
        Counters counters = context.counters();
        this.watermarks =
                new SourceWatermarks(spec.timing().outOfOrderMs(), spec.timing().idleMs());
        this.alignment = new Alignment(spec.timing().alignmentMs());
        this.inFlight = new InFlight(incarnation, this::doneInOrder);
        this.controls = new Controls(outlet.targets(), emission);
        this.pace = new Pace(spec.timing().speed());
        this.batchSize = new BatchSize(
                pace.unlimited()
                        ? spec.limits().batchRecords()
                        : Math.min(PACED_RECORDS, spec.limits().batchRecords()));
        this.deadRows = new DeadRows(spec.name(), counters);
        this.report = new TaskReport(board, counters);
        this.counts = new SourceCounts(decoder, counters);
        this.rowsOut = counters.counter(Counters.ROWS_OUT);
        this.branches = new Branches(spec.branches(), new SourceOperatorContext(spec.name(), context), new ToOutlet());
    }

    /** Opens the reader; a source that cannot be read makes the task fail, not this method. */
    public void open() {
        guarded(() -> {
            SourceReader opened = spec.reader().open(context);
            reader = opened;
            notePartitions(opened, now());
        });
        publish(now());
    }

    /** Does what there is to do now. */
    public void step() {
        long nowMs = now();
        if (state == State.RUNNING) {
            guarded(() -> work(nowMs));
        }
        publish(nowMs);
    }

    /** A tuple that was sent with this message id has been processed, and all that came of it. */
    public void acked(Object messageId) {
        if (messageId instanceof TupleId id) {
            guarded(() -> inFlight.acked(id));
        } else if (messageId instanceof Controls.ControlId id) {
            controls.acked(id);
        }
    }

    /** A tuple that was sent with this message id was lost, or took too long. */
    public void failed(Object messageId) {
        if (messageId instanceof TupleId id) {
            inFlight.failed(id, now());
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
        branches.close();
        board.close();
    }

    private void work(long nowMs) {
        SourceReader source = reader;
        if (source == null) {
            return;
        }
        if (lastTickMs == Long.MIN_VALUE || nowMs - lastTickMs >= TICK_MS) {
            lastTickMs = nowMs;
            draining |= board.drainRequested();
            source.tick(nowMs);
            if (!draining) {
                notePartitions(source, nowMs);
            }
        }
        replay(nowMs);
        if (hasRoom()) {
            if (!release(nowMs) && !draining) {
                read(source, nowMs);
            }
        } else {
            keepAwake(nowMs);
        }
        tellEventTime(source, nowMs);
    }

    private void notePartitions(SourceReader source, long nowMs) {
        for (int partition : source.partitions()) {
            if (!partitions.containsKey(partition)) {
                partitions.put(
                        partition,
                        new PartitionProgress(partition, spec.timing().outOfOrderMs()));
                watermarks.add(partition, PartitionClock.NOTHING_SEEN, nowMs);
            }
        }
        if (source.bounded()) {
            watermarks.seal();
        }
    }

    private void replay(long nowMs) {
        InFlight.Replay again = inFlight.nextReplay(nowMs);
        while (again != null) {
            emission.emit(again.sent().stream(), again.sent().tuple(), again.id());
            again = inFlight.nextReplay(nowMs);
        }
    }

    private boolean hasRoom() {
        return inFlight.batches() < spec.limits().inFlightBatches()
                && inFlight.bytes() < spec.limits().inFlightBytes();
    }

    /** What the task itself does not read for now is not idle. */
    private void keepAwake(long nowMs) {
        for (PartitionProgress progress : partitions.values()) {
            if (!progress.readToEnd()) {
                touch(progress.partition(), PartitionClock.NOTHING_SEEN, nowMs);
            }
        }
    }

    private void touch(int partition, long maxEventTimeMs, long nowMs) {
        watermarks.read(partition, maxEventTimeMs, nowMs);
        watermarks.acked(partition, maxEventTimeMs, nowMs);
    }

    /** Sends what of the waiting rows is due; false if nothing is. */
    private boolean release(long nowMs) {
        if (pace.unlimited()) {
            return false;
        }
        boolean any = false;
        for (PartitionProgress progress : partitions.values()) {
            if (progress.pending() != null) {
                touch(progress.partition(), PartitionClock.NOTHING_SEEN, nowMs);
                PartitionProgress.Pending due = progress.due(pace, draining, nowMs);
                if (due != null) {
                    send(progress, due, nowMs);
                    any = true;
                }
            }
        }
        return any;
    }

    private void read(SourceReader source, long nowMs) {
        intake.clear();
        boolean taken = source.poll(
                partition -> mayRead(partition, nowMs),
                batchSize.records(),
                spec.limits().batchBytes(),
                intake);
        if (!taken) {
            return;
        }
        report.taken(nowMs);
        batchSize.taken(intake.read());
        PartitionProgress progress = progress(intake.partition());
        PartitionProgress.Pending rows = decode(progress, nowMs);
        if (pace.unlimited() || rows.batch().isEmpty()) {
            send(progress, rows, nowMs);
        } else {
            if (!inFlight.any(progress.partition())) {
                // Everything before the row that waits is acked, so event time has come as far as the row.
                touch(progress.partition(), rows.batch().eventTime(rows.batch().row(0)), nowMs);
            }
            progress.wait(rows);
            release(nowMs);
        }
    }

    private boolean mayRead(int partition, long nowMs) {
        PartitionProgress progress = partitions.get(partition);
        if (progress == null || progress.pending() != null || progress.readToEnd()) {
            return false;
        }
        if (watermarks.ahead(partition, alignment, board.othersWatermarkMs(), nowMs)) {
            touch(partition, PartitionClock.NOTHING_SEEN, nowMs);
            return false;
        }
        return true;
    }

    private PartitionProgress.Pending decode(PartitionProgress progress, long nowMs) {
        progress.clock().limit(spec.timing().latestMs(nowMs));
        byte[] header = intake.header();
        if (header != null) {
            decoder.header(progress.partition(), header);
        }
        RecordChunk chunk = intake.records();
        Batch batch = decoder.decode(
                chunk,
                spec.name(),
                progress.partition(),
                progress.clock(),
                (record, reason, detail) -> deadRows.record(chunk, record, progress.partition(), reason, detail));
        for (Intake.Reject reject : intake.rejects()) {
            deadRows.reject(reject, progress.partition());
        }
        counts.taken(intake.read());
        return new PartitionProgress.Pending(
                batch, intake.nextOffset(), progress.clock().maxEventTimeMs(), chunk.sizeBytes());
    }

    private void send(PartitionProgress progress, PartitionProgress.Pending rows, long nowMs) {
        InFlight.Entry entry = inFlight.open(progress.partition(), rows.bytes());
        watermarks.read(progress.partition(), rows.maxEventTimeMs(), nowMs);
        current = entry;
        branches.process(rows.batch());
        if (!deadRows.isEmpty()) {
            sendOut(Tuples.DEAD_STREAM, deadRows.drain());
        }
        current = null;
        inFlight.seal(entry, rows.nextOffset(), rows.maxEventTimeMs());
    }

    private void sendOut(String stream, Batch batch) {
        InFlight.Entry entry = Objects.requireNonNull(current, "a batch is sent while one is open");
        outlet.send(stream, batch, () -> inFlight.next(entry), new Emitter() {
            @Override
            public void emit(String toStream, Values tuple) {
                emission.emit(toStream, tuple, inFlight.sent(entry, toStream, tuple));
            }

            @Override
            public void emitDirect(int task, String toStream, Values tuple) {
                throw new UnsupportedOperationException("rows go by partition");
            }
        });
    }

    private void doneInOrder(InFlight.Entry entry) {
        watermarks.acked(entry.partition(), entry.maxEventTimeMs(), now());
        SourceReader source = reader;
        if (source != null) {
            source.processed(entry.partition(), entry.nextOffset());
        }
    }

    private void tellEventTime(SourceReader source, long nowMs) {
        for (PartitionProgress progress : partitions.values()) {
            noteEnd(source, progress);
        }
        if (draining) {
            watermarks.seal();
        }
        watermarks.update(nowMs);
        controls.send(
                new Control(
                        incarnation, 0, 0, watermarks.watermarkMs(), watermarks.maxEventTimeMs(), watermarks.idle()),
                nowMs);
        if (controls.endAcked()) {
            state = State.FINISHED;
            report.finished(nowMs);
        }
    }

    private void noteEnd(SourceReader source, PartitionProgress progress) {
        if (progress.finished()) {
            return;
        }
        if (!progress.readToEnd() && (draining || source.finished(progress.partition()))) {
            progress.endOfRead();
        }
        if (progress.readToEnd() && progress.pending() == null && !inFlight.any(progress.partition())) {
            progress.finish();
            watermarks.finish(progress.partition());
        }
    }

    private PartitionProgress progress(int partition) {
        PartitionProgress progress = partitions.get(partition);
        if (progress == null) {
            throw new IllegalStateException("the reader handed out partition " + partition + ", which it did not name");
        }
        return progress;
    }

    private void publish(long nowMs) {
        board.progress(watermarks.slowestReadMs(nowMs));
        report.publish(watermarks.watermarkMs(), watermarks.maxEventTimeMs(), watermarks.idle(), nowMs);
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
        report.failed(sentence);
    }

    private long now() {
        return context.clock().getAsLong();
    }

    private final class ToOutlet implements Branches.Exit {
        @Override
        public void send(String stream, Batch batch) {
            rowsOut.add(batch.size());
            sendOut(stream, batch);
        }

        @Override
        public void dead(Batch batch, int row, long rows, Reason reason, String detail) {
            deadRows.row(batch, row, rows, reason, detail);
        }
    }
}
