package dev.freshet.testkit.simulator;

import dev.freshet.core.epoch.CompletedEpoch;
import dev.freshet.core.epoch.EpochView;
import dev.freshet.core.epoch.Part;
import dev.freshet.core.epoch.SourceEpochs;
import dev.freshet.core.epoch.TupleKind;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads its partitions of the input, a record a step, then says of each that it has ended. */
final class SimSource extends SimTask {
    private final int source;
    private final SourceEpochs machine;
    private final long[] offsets;
    private @Nullable CompletedEpoch base;
    private boolean loading;
    private long running;

    SimSource(Simulation simulation, SimProcess process, int place) {
        super(simulation, process, place);
        source = topology.component(place);
        machine = new SourceEpochs(simulation.scenario.holding());
        offsets = new long[simulation.input.partitions()];
    }

    @Override
    void receive(Tuple tuple) {
        throw new IllegalStateException("a source was sent " + tuple);
    }

    @Override
    void step() {
        EpochView view = epochs.view();
        if (has(Flaw.ZOMBIE_ADMITTED) && view.state() == EpochView.State.SUPERSEDED && running != 0) {
            read();
            return;
        }
        if (view.state() == EpochView.State.RUNNING && view.generation() == running) {
            remember();
        }
        if (loading && view.state() == EpochView.State.RUNNING && view.generation() == running) {
            loading = !load(running, base);
            return;
        }
        if (simulation.random.nextInt(2) == 0 && stepUpload()) {
            return;
        }
        switch (machine.next(view)) {
            case STOP -> process.endIfOlder();
            case QUIET -> {
                if (view.state() == EpochView.State.FORMING) {
                    epochs.ready(machine.generation());
                }
            }
            case RESTORE -> begin();
            case BARRIER -> barrier();
            case NOTHING -> read();
        }
    }

    private void begin() {
        dropUpload();
        base = base();
        boolean survives = running != 0;
        running = machine.generation();
        restart(running);
        loading = !(has(Flaw.SOURCE_NOT_REWOUND) && survives);
        if (loading) {
            clear();
        }
    }

    private void barrier() {
        StateOutput state = new StateOutput();
        boolean finished = true;
        for (int partition = name.index(); partition < offsets.length; partition += parallelism()) {
            state.putUnsigned(partition);
            state.putUnsigned(offsets[partition]);
            finished &= offsets[partition] > simulation.input.records();
        }
        if (has(Flaw.SOURCE_STATE_TOO_EARLY)) {
            read();
        }
        control(running, TupleKind.BARRIER, machine.epoch());
        if (has(Flaw.SOURCE_STATE_TOO_LATE)) {
            read();
            state.take();
            for (int partition = name.index(); partition < offsets.length; partition += parallelism()) {
                state.putUnsigned(partition);
                state.putUnsigned(offsets[partition]);
            }
        }
        upload(running, machine.epoch(), state, finished);
    }

    private void read() {
        int first = simulation.random.nextInt(offsets.length);
        for (int i = 0; i < offsets.length; i++) {
            int partition = (first + i) % offsets.length;
            if (partition % parallelism() == name.index() && offsets[partition] <= simulation.input.records()) {
                emit(partition, (int) offsets[partition]++);
                return;
            }
        }
    }

    private void emit(int partition, int offset) {
        if (offset == simulation.input.records()) {
            long number = (long) source * offsets.length + partition;
            send(running, 2, -1, Tuple.Type.END, number, 0, 0);
            send(running, 3, -1, Tuple.Type.END, number, 0, 0);
            return;
        }
        long key = simulation.input.key(source, partition, offset);
        long id = simulation.input.id(source, partition, offset);
        Tuple.Type type = source == 0 ? Tuple.Type.EVENT_A : Tuple.Type.EVENT_B;
        send(running, 2, key, type, key, simulation.input.value(id), id);
        send(running, 3, key, type, key, 0, id);
    }

    private int parallelism() {
        return topology.parallelism(source);
    }

    @Override
    void restore(Part part, StateInput from) {
        while (from.hasMore()) {
            int partition = (int) from.getUnsigned();
            long offset = from.getUnsigned();
            if (partition % parallelism() == name.index()) {
                offsets[partition] = offset;
            }
        }
    }

    @Override
    void clear() {
        Arrays.fill(offsets, 0);
    }

    @Override
    String held() {
        return "";
    }
}
