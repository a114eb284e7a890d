package dev.freshet.testkit.simulator;

import dev.freshet.core.epoch.Part;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * Adds the values of each key: writes the result again whenever it gets round to it, so that revisions depend on the order of things; at the
 * end of all input writes the last one, appends a row, and forgets the key.
 */
final class SumTask extends SimBolt {
    private static final class Sum {
        long value;
        long revision;
        boolean dirty;
    }

    private final Map<Long, Sum> sums = new TreeMap<>();
    private final EndedPartitions ended;

    SumTask(Simulation simulation, SimProcess process, int place) {
        super(simulation, process, place);
        ended = new EndedPartitions(2 * simulation.input.partitions());
    }

    @Override
    void take(Tuple tuple) {
        if (tuple.type() == Tuple.Type.END) {
            if (ended.end(tuple.x())) {
                finish();
            }
            return;
        }
        Sum sum = sums.computeIfAbsent(tuple.x(), key -> new Sum());
        sum.value += tuple.y();
        sum.dirty = true;
    }

    private void finish() {
        sums.forEach((key, sum) -> {
            write(key, sum);
            long row = Input.last(key, sum.value);
            send(running, 5, row & Long.MAX_VALUE, Tuple.Type.ROW, row, 0, 0);
        });
        sums.clear();
    }

    private void write(long key, Sum sum) {
        sum.dirty = false;
        send(running, 4, key, Tuple.Type.RESULT, key, ++sum.revision, sum.value);
    }

    @Override
    boolean work() {
        if (running == 0) {
            return false;
        }
        for (Map.Entry<Long, Sum> each : sums.entrySet()) {
            if (each.getValue().dirty) {
                write(each.getKey(), each.getValue());
                return true;
            }
        }
        return false;
    }

    @Override
    StateOutput snapshot(long epoch) {
        while (simulation.scenario.holding() && work()) {
            // Else it would be sent behind the barrier, and set aside.
        }
        StateOutput to = new StateOutput();
        ended.write(to);
        sums.forEach((key, sum) -> {
            to.putUnsigned(key);
            to.putUnsigned(sum.value);
            to.putUnsigned(sum.revision);
            to.putUnsigned(sum.dirty ? 1 : 0);
        });
        return to;
    }

    @Override
    void restore(Part part, StateInput from) {
        ended.read(from);
        while (from.hasMore()) {
            long key = from.getUnsigned();
            Sum sum = new Sum();
            sum.value = from.getUnsigned();
            sum.revision = from.getUnsigned();
            sum.dirty = from.getUnsigned() != 0;
            sums.put(key, sum);
        }
        for (Iterator<Long> keys = sums.keySet().iterator(); keys.hasNext(); ) {
            if (keys.next() % topology.parallelism(2) != name.index()) {
                keys.remove();
            }
        }
    }

    @Override
    void clear() {
        sums.clear();
        ended.clear();
    }

    @Override
    String held() {
        return super.held() + (sums.isEmpty() ? "" : " sums of " + sums.keySet());
    }
}
