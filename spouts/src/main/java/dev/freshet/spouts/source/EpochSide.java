package dev.freshet.spouts.source;

import dev.freshet.core.epoch.EpochView;
import dev.freshet.core.epoch.SourceEpochs;
import dev.freshet.storm.Control;
import dev.freshet.storm.Marks;
import dev.freshet.storm.Tuples;
import dev.freshet.storm.epoch.EpochBase;
import dev.freshet.storm.epoch.EpochMarks;
import dev.freshet.storm.epoch.EpochTask;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A source task's side of its job's epochs: what it is to do next, and what it may forget when an epoch is complete. */
public final class EpochSide implements AutoCloseable {
    /** A barrier that was sent: the last batch before it, and where the partitions stood. */
    private record Sent(long epoch, long lastSequence, List<SourcePosition> positions) {}

    /** Told of an epoch that is complete. */
    interface Completed {
        void epoch(long lastSequence, List<SourcePosition> positions);
    }

    private final EpochTask task;
    private final EpochMarks marks;
    private final SourceEpochs protocol = new SourceEpochs();
    private final ArrayDeque<Sent> sent = new ArrayDeque<>();

    /** @param marks those of the task's sender */
    public EpochSide(EpochTask task, EpochMarks marks) {
        this.task = task;
        this.marks = marks;
    }

    /** The job's newest epoch as fields of the board. */
    Map<String, String> health() {
        return task.health();
    }

    Marks marks() {
        return marks;
    }

    int index() {
        return task.index();
    }

    int tasks() {
        return task.parallelism();
    }

    /** What to do before anything is sent. */
    SourceEpochs.Action next() {
        String problem = task.problem();
        if (problem != null) {
            throw new SourceFailure(problem);
        }
        SourceEpochs.Action action = protocol.next(task.view());
        if (action == SourceEpochs.Action.QUIET && protocol.generation() != 0) {
            task.ready(protocol.generation());
        }
        return action;
    }

    /** What the generation starts from; null if it is not there, and then the generation has failed. */
    @Nullable
    EpochBase base() {
        EpochBase base = task.base(protocol.generation());
        if (base == null) {
            task.failed(protocol.generation(), "the state of the sources was not read");
        }
        return base;
    }

    /** What the generation starts from cannot be gone on from. */
    void damaged(EpochBase base, String why) {
        task.damaged(base, why);
    }

    /** Begins the generation on all channels. */
    void sendRestore(EpochBase base, Collection<Integer> targets, Emission emission) {
        sent.clear();
        marks.begin(task.view().incarnation(), protocol.generation());
        send(Control.restore(base.epoch()), targets, emission);
    }

    /** Ends the epoch on all channels, and has the snapshot stored. */
    void sendBarrier(
            byte[] snapshot,
            boolean finished,
            long lastSequence,
            List<SourcePosition> positions,
            Collection<Integer> targets,
            Emission emission) {
        send(Control.barrier(protocol.epoch()), targets, emission);
        sent.add(new Sent(protocol.epoch(), lastSequence, positions));
        task.store(protocol.generation(), protocol.epoch(), snapshot, finished);
    }

    /** Tells of the epochs that are complete by now. */
    void complete(Completed completed) {
        EpochView view = task.view();
        while (!sent.isEmpty()
                && view.isComplete(protocol.generation(), sent.element().epoch())) {
            Sent epoch = sent.remove();
            completed.epoch(epoch.lastSequence(), epoch.positions());
        }
    }

    /** Whether all input of the job is in the results. */
    boolean done() {
        EpochView view = task.view();
        return view.done() && view.generation() == protocol.generation();
    }

    /** The task cannot go on, whatever is done. */
    void giveUp() {
        task.giveUp();
    }

    private void send(Control control, Collection<Integer> targets, Emission emission) {
        for (int target : targets) {
            emission.emitDirect(target, Tuples.CONTROL_STREAM, Tuples.control(marks.on(target, control)), null);
        }
    }

    @Override
    public void close() {
        task.close();
    }
}
