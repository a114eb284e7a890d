package dev.freshet.testkit.simulator;

import dev.freshet.core.epoch.CompletedEpoch;
import dev.freshet.core.epoch.OutChannels;
import dev.freshet.core.epoch.Part;
import dev.freshet.core.epoch.SnapshotException;
import dev.freshet.core.epoch.StoreException;
import dev.freshet.core.epoch.TaskEpochs;
import dev.freshet.core.epoch.TaskName;
import dev.freshet.core.epoch.TupleKind;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What hosts of sources and bolts have in common: channels out, parts on their way into the store, the base on its way back. */
abstract class SimTask {
    private record Upload(long generation, long epoch, String blob, boolean finished, StateOutput state) {}

    final Simulation simulation;
    final SimProcess process;
    final Topology topology;
    final int place;
    final TaskName name;
    final TaskEpochs epochs;

    private final int[] targets;
    private final Link[] links;
    private final OutChannels out;
    private @Nullable Upload upload;
    private boolean stored;
    private @Nullable CompletedEpoch known;

    SimTask(Simulation simulation, SimProcess process, int place) {
        this.simulation = simulation;
        this.process = process;
        this.topology = process.topology;
        this.place = place;
        this.name = topology.tasks.get(place);
        this.epochs = process.worker.join(name);
        this.targets = topology.targets(place);
        this.out = new OutChannels(targets.length);
        this.links = new Link[targets.length];
        for (int i = 0; i < targets.length; i++) {
            links[i] = new Link(topology, targets[i]);
        }
    }

    /** One call of the executor. */
    abstract void step();

    /** A tuple has reached the task. */
    abstract void receive(Tuple tuple);

    /** What it holds; empty when everything has been said. */
    abstract String held();

    final boolean has(Flaw flaw) {
        return simulation.flaw == flaw;
    }

    final Link[] links() {
        return links;
    }

    final void restart(long generation) {
        if (!has(Flaw.CHANNELS_NOT_RESTARTED)) {
            out.restart();
        }
        control(generation, TupleKind.RESTORE, 0);
        process.moment = Moment.RESTORED;
    }

    final void control(long generation, TupleKind kind, long epoch) {
        for (int i = 0; i < targets.length; i++) {
            put(i, generation, kind, epoch, Tuple.Type.NONE, 0, 0, 0);
        }
    }

    /** Sends to the task of a component that has a key, or to all of them for a key below zero. */
    final void send(long generation, int component, long key, Tuple.Type type, long x, long y, long z) {
        int parallelism = topology.parallelism(component);
        for (int i = 0; i < targets.length; i++) {
            int index = targets[i] - topology.place(component, 0);
            if (index >= 0 && index < parallelism && (key < 0 || key % parallelism == index)) {
                put(i, generation, TupleKind.DATA, 0, type, x, y, z);
            }
        }
    }

    private void put(int target, long generation, TupleKind kind, long epoch, Tuple.Type type, long x, long y, long z) {
        long incarnation = epochs.view().incarnation();
        simulation.network.send(
                links[target], new Tuple(place, generation, incarnation, out.next(target), kind, epoch, type, x, y, z));
    }

    final void upload(long generation, long epoch, StateOutput state, boolean finished) {
        String blob = state.size() == 0 ? "" : epochs.blobName(epoch);
        if (has(Flaw.REPORT_BEFORE_DURABLE)) {
            epochs.report(generation, epoch, blob, state.size(), finished);
        }
        upload = new Upload(generation, epoch, blob, finished, state);
        stored = blob.isEmpty();
    }

    final void dropUpload() {
        Upload abandoned = upload;
        if (abandoned != null && !abandoned.blob.isEmpty()) {
            epochs.discard(abandoned.blob);
        }
        upload = null;
    }

    /** Brings the part one step further: first the blob, then the report. Returns whether it did. */
    final boolean stepUpload() {
        Upload current = upload;
        if (current == null) {
            return false;
        }
        if (!stored) {
            try {
                process.store.put(current.blob, current.state.toBytes());
                stored = true;
                process.moment = Moment.STORED;
            } catch (StoreException e) {
                return true;
            }
        } else if (mayReport(current.epoch)) {
            epochs.report(current.generation, current.epoch, current.blob, current.state.size(), current.finished);
            upload = null;
            process.moment = Moment.REPORTED;
        } else {
            return false;
        }
        return true;
    }

    /** Whether what must be outside before an epoch is reported is there. */
    boolean mayReport(long epoch) {
        return true;
    }

    /** Notes what there is to restore, before a generation fails. */
    final void remember() {
        if (has(Flaw.RESTORE_WHAT_IS_KNOWN) && process.worker.record() != null) {
            List<CompletedEpoch> completed = process.worker.record().completed();
            known = completed.isEmpty() ? null : completed.get(completed.size() - 1);
        }
    }

    final @Nullable CompletedEpoch base() {
        return has(Flaw.RESTORE_WHAT_IS_KNOWN) && known != null
                ? known
                : epochs.view().base();
    }

    /** Takes the state out of one part. */
    abstract void restore(Part part, StateInput from);

    /** Reads all parts; returns whether it could. */
    final boolean load(long generation, @Nullable CompletedEpoch base) {
        if (base == null) {
            return true;
        }
        clear();
        try {
            for (Part part : base.parts(name.component())) {
                if (!part.blob().isEmpty()
                        && (!has(Flaw.RESTORED_BY_INDEX) || part.task().index() == name.index())) {
                    byte[] blob = process.store.get(part.blob());
                    restore(part, new StateInput(blob, 0, blob.length));
                }
            }
            return true;
        } catch (StoreException e) {
            return false;
        } catch (SnapshotException e) {
            epochs.damaged(generation, base.epoch(), String.valueOf(e.getMessage()));
            return false;
        }
    }

    abstract void clear();
}
