package dev.freshet.testkit.simulator;

import dev.freshet.core.epoch.EpochView;
import dev.freshet.core.epoch.Part;
import dev.freshet.core.epoch.PendingAppends;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import java.nio.ByteBuffer;
import java.util.List;

/** Appends rows when the epoch they came in is complete. */
final class LogTask extends SimBolt {
    private final PendingAppends pending;
    private long generation;

    LogTask(Simulation simulation, SimProcess process, int place) {
        super(simulation, process, place);
        pending = new PendingAppends(name.index());
    }

    @Override
    void take(Tuple tuple) {
        if (has(Flaw.APPENDED_AT_ONCE)) {
            simulation.results.append(tuple.x());
            return;
        }
        pending.add(ByteBuffer.allocate(Long.BYTES).putLong(tuple.x()).array());
    }

    @Override
    boolean work() {
        PendingAppends.Commit commit = pending.committable(view());
        if (commit == null || simulation.resultsAreSlow()) {
            return false;
        }
        List<Long> rows = commit.rows().stream()
                .map(row -> ByteBuffer.wrap(row).getLong())
                .toList();
        simulation.results.commit(commit.writer(), commit.epoch(), rows);
        if (!simulation.losesWrite()) {
            pending.committed(commit);
            process.moment = Moment.WRITTEN;
        }
        return true;
    }

    private EpochView view() {
        EpochView view = epochs.view();
        return has(Flaw.COMMIT_BY_NUMBER)
                ? new EpochView(
                        view.incarnation(),
                        view.state(),
                        generation,
                        view.base(),
                        view.trigger(),
                        view.completed(),
                        view.done())
                : view;
    }

    @Override
    StateOutput snapshot(long epoch) {
        generation = running;
        pending.barrier(running, epoch);
        StateOutput to = new StateOutput();
        if (!has(Flaw.PENDING_NOT_IN_SNAPSHOT)) {
            pending.snapshot(to);
        }
        return to;
    }

    @Override
    boolean mayReport(long epoch) {
        return pending.isSettled(epoch) || has(Flaw.REPORT_UNSETTLED);
    }

    @Override
    void restore(Part part, StateInput from) {
        if (part.task().index() % topology.parallelism(5) == name.index()) {
            pending.restore(from);
        }
    }

    @Override
    void clear() {
        pending.clear();
    }

    @Override
    String held() {
        return super.held() + (pending.rows() == 0 ? "" : " " + pending.rows() + " rows to be appended");
    }
}
