package dev.freshet.testkit.simulator;

import dev.freshet.core.epoch.EpochRecord;
import dev.freshet.core.epoch.EpochSettings;
import dev.freshet.core.epoch.EpochView;
import dev.freshet.core.epoch.EpochWorker;
import dev.freshet.core.epoch.StoreException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A worker's process: its poller, its clock, and the tasks it was given. */
final class SimProcess {
    private static final int DEADLINE_MS = 1_500;
    private static final int FORM_MS = 20;

    final Topology topology;
    final SimStore store;
    final EpochWorker worker;
    final List<SimTask> tasks = new ArrayList<>();
    final int[] places;
    /** The step until which it stands still. */
    int pausedUntil;

    long clockOffset;
    boolean dead;
    /** What a task has done in its last step, if it is of interest. */
    @Nullable
    Moment moment;

    private final boolean endsWhenStranded;
    private long completed;

    SimProcess(Simulation simulation, Topology topology, int[] places) {
        this.topology = topology;
        this.places = places;
        this.store = simulation.store;
        this.endsWhenStranded = simulation.flaw != Flaw.SUPERSEDED_FOR_GOOD;
        int deadlineMs = simulation.flaw == Flaw.DEADLINE_MISSING ? 1 << 20 : DEADLINE_MS;
        EpochSettings settings = new EpochSettings(simulation.scenario.intervalMs(), deadlineMs, FORM_MS, 2);
        worker = new EpochWorker(store, topology.shape, settings, record -> FlawedChange.of(simulation.flaw, record));
        for (int place : places) {
            tasks.add(task(simulation, place));
        }
    }

    private SimTask task(Simulation simulation, int place) {
        return switch (topology.component(place)) {
            case 0, 1 -> new SimSource(simulation, this, place);
            case 2 -> new SumTask(simulation, this, place);
            case 3 -> new JoinTask(simulation, this, place);
            case 4 -> new TableTask(simulation, this, place);
            default -> new LogTask(simulation, this, place);
        };
    }

    /** One look of the poller. */
    void poll(int step) {
        try {
            worker.step(step + clockOffset);
            dead |= endsWhenStranded && worker.isStranded();
        } catch (StoreException e) {
            // Tried again at the next look.
        }
    }

    /** Whether the last look has shown another complete epoch. */
    boolean sawCompletion() {
        EpochRecord record = worker.record();
        long latest = record == null ? 0 : record.latest();
        boolean more = latest > completed;
        completed = latest;
        return more;
    }

    boolean isSuperseded() {
        return tasks.get(0).epochs.view().state() == EpochView.State.SUPERSEDED;
    }

    /** Of an older submission whoever runs the processes ends all; what was superseded otherwise may be there for long. */
    void endIfOlder() {
        EpochRecord record = worker.record();
        dead |= record != null && record.shape().submission() > topology.shape.submission();
    }
}
