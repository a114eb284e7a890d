package dev.freshet.bolts.epoch;

import dev.freshet.core.epoch.EpochView;
import dev.freshet.core.epoch.InChannels;
import dev.freshet.core.epoch.TupleKind;
import dev.freshet.core.snapshot.SectionBytes;
import dev.freshet.storm.Channels;
import dev.freshet.storm.Control;
import dev.freshet.storm.Delivery;
import dev.freshet.storm.Tuples;
import dev.freshet.storm.epoch.EpochBase;
import dev.freshet.storm.epoch.EpochMarks;
import dev.freshet.storm.epoch.EpochTask;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.storm.task.OutputCollector;
import org.apache.storm.tuple.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Lets a task's tuples through in the order that epochs demand: what comes behind a barrier waits, un-acked, until all channels have brought
 * theirs; what is of an older generation is acked and forgotten; and at a newer one the task begins again from what the generation starts
 * from. The restore is sent on at once, so that slow state of one task holds up no other's.
 *
 * @param <S> the state that a generation starts with
 */
public final class EpochGate<S> implements AutoCloseable {
    /** Most state is small, and Storm wakes a task that nobody sends to once a second only. */
    private static final long LOAD_WAIT_MS = 300;

    private final EpochTask task;
    private final Channels channels;
    private final InChannels<Tuple> in;
    private final EpochMarks marks;
    private final OutputCollector collector;
    private final Consumer<Control> send;
    private final EpochWork<S> work;
    private @Nullable EpochBase base;
    private @Nullable Future<S> loading;
    private boolean stopped;

    /**
     * @param marks those of the task's sender
     * @param send sends a message to all tasks that follow, anchored to nothing
     */
    public EpochGate(
            EpochTask task,
            Channels channels,
            EpochMarks marks,
            OutputCollector collector,
            Consumer<Control> send,
            EpochWork<S> work) {
        this.task = task;
        this.channels = channels;
        this.in = new InChannels<>(channels.count());
        this.marks = marks;
        this.collector = collector;
        this.send = send;
        this.work = work;
    }

    /** Looks at what the job is about; to be called with every tick, and with every tuple before {@link #execute}. */
    public void look() {
        EpochView view = task.view();
        if (view.state() == EpochView.State.SUPERSEDED) {
            stopped = true;
        }
        if (!stopped && view.state() == EpochView.State.RUNNING && view.generation() > in.generation()) {
            begin(view);
        }
        finishLoading(0);
    }

    /** Whether the task has its state: if not, nothing may be sent. */
    public boolean isOpen() {
        return !stopped && in.generation() > 0 && loading == null && in.why().isEmpty();
    }

    /** The generation that the task works in. */
    public long generation() {
        return in.generation();
    }

    /** What the task knows of the job's epochs. */
    public EpochView view() {
        return task.view();
    }

    /** Takes a tuple that is no tick. */
    public void execute(Tuple tuple) {
        if (stopped) {
            // Whoever sent it will hear of nothing from a task that is not the job's any more.
            return;
        }
        InChannels.Decision decision = accept(tuple);
        if (decision == InChannels.Decision.NEW_GENERATION) {
            EpochView view = task.view();
            if (view.generation() <= in.generation()) {
                return;
            }
            begin(view);
            decision = accept(tuple);
        }
        apply(decision, tuple);
        if (decision == InChannels.Decision.ALIGNED) {
            release();
        }
    }

    /**
     * The snapshot of an epoch, taken where its barrier was reached: sends the barrier on, and has the snapshot stored.
     *
     * @param snapshot null for no state
     */
    public void snapshot(long epoch, @Nullable SectionBytes snapshot) {
        send.accept(Control.barrier(epoch));
        task.store(in.generation(), epoch, snapshot == null ? new byte[0] : snapshot.toBytes(), false);
    }

    /** The task cannot go on, whatever is done. */
    public void giveUp() {
        stopped = true;
        task.giveUp();
    }

    private InChannels.Decision accept(Tuple tuple) {
        int channel = channels.of(tuple);
        if (!Tuples.isControl(tuple)) {
            Delivery of = Tuples.delivery(tuple);
            return in.accept(channel, of.generation(), of.incarnation(), of.number(), TupleKind.DATA, 0, tuple);
        }
        Control of = Tuples.control(tuple);
        TupleKind kind = switch (of.kind()) {
            case TIME -> TupleKind.DATA;
            case BARRIER -> TupleKind.BARRIER;
            case RESTORE -> TupleKind.RESTORE;
        };
        return in.accept(channel, of.generation(), of.incarnation(), of.number(), kind, of.epoch(), tuple);
    }

    private void apply(InChannels.Decision decision, Tuple tuple) {
        switch (decision) {
            case TAKE, ALIGNED -> work.take(tuple);
            case DROP, NEW_GENERATION -> collector.ack(tuple);
            case SET_ASIDE -> {}
            case BROKEN -> {
                task.failed(in.generation(), in.why());
                collector.ack(tuple);
            }
        }
    }

    private void release() {
        InChannels.Released<Tuple> next = in.release();
        while (next != null) {
            apply(next.decision(), next.tuple());
            next = in.release();
        }
    }

    private void begin(EpochView view) {
        EpochBase from = task.base(view.generation());
        if (from == null) {
            return;
        }
        in.begin(view.generation()).forEach(collector::ack);
        work.forget();
        marks.begin(view.incarnation(), view.generation());
        send.accept(Control.restore(from.epoch()));
        base = from;
        loading = task.later(() -> work.load(from));
        finishLoading(LOAD_WAIT_MS);
    }

    private void finishLoading(long waitMs) {
        Future<S> load = loading;
        EpochBase from = base;
        if (load == null || from == null || stopped) {
            return;
        }
        try {
            if (waitMs == 0 && !load.isDone()) {
                return;
            }
            S state = load.get(waitMs, TimeUnit.MILLISECONDS);
            loading = null;
            base = null;
            work.begin(state, from.generation());
            in.loaded();
            release();
        } catch (TimeoutException e) {
            // It is asked for again with the next tuple.
        } catch (ExecutionException e) {
            base = null;
            task.damaged(from, "state cannot be taken over: " + e.getCause());
        } catch (CancellationException e) {
            base = null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        task.close();
    }
}
