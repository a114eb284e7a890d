package dev.freshet.testkit.simulator;

import dev.freshet.core.epoch.Part;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import java.util.ArrayDeque;

/** Writes results that replace one another, after a while; the part of an epoch is reported when all before its barrier are written. */
final class TableTask extends SimBolt {
    private record Row(long generation, Tuple result) {}

    private final ArrayDeque<Row> waiting = new ArrayDeque<>();
    private int beforeBarrier;

    TableTask(Simulation simulation, SimProcess process, int place) {
        super(simulation, process, place);
    }

    @Override
    void take(Tuple tuple) {
        waiting.add(new Row(running, tuple));
    }

    @Override
    boolean work() {
        Row row = waiting.peek();
        if (row == null || simulation.resultsAreSlow()) {
            return false;
        }
        boolean late = has(Flaw.FENCE_RAISED_TOO_LATE);
        Tuple result = row.result;
        simulation.results.overwrite(
                late ? epochs.view().generation() : row.generation, result.x(), result.y(), result.z());
        if (!simulation.losesWrite()) {
            waiting.remove();
            beforeBarrier--;
            process.moment = Moment.WRITTEN;
        }
        return true;
    }

    @Override
    StateOutput snapshot(long epoch) {
        beforeBarrier = waiting.size();
        return new StateOutput();
    }

    @Override
    boolean mayReport(long epoch) {
        return beforeBarrier <= 0 || has(Flaw.REPORT_BEFORE_FLUSH);
    }

    @Override
    void restore(Part part, StateInput from) {}

    @Override
    void clear() {
        if (!has(Flaw.FENCE_RAISED_TOO_LATE)) {
            waiting.clear();
        }
        beforeBarrier = 0;
    }

    @Override
    String held() {
        return super.held() + (waiting.isEmpty() ? "" : " results " + waiting);
    }
}
