package dev.freshet.testkit.simulator;

import dev.freshet.core.epoch.Part;
import dev.freshet.core.snapshot.StateInput;
import dev.freshet.core.snapshot.StateOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Appends a row for every pair of events of the two sources with the same key. */
final class JoinTask extends SimBolt {
    private final Map<Long, List<List<Long>>> sides = new TreeMap<>();
    private final EndedPartitions ended;

    JoinTask(Simulation simulation, SimProcess process, int place) {
        super(simulation, process, place);
        ended = new EndedPartitions(2 * simulation.input.partitions());
    }

    @Override
    void take(Tuple tuple) {
        if (tuple.type() == Tuple.Type.END) {
            if (ended.end(tuple.x())) {
                sides.clear();
            }
            return;
        }
        int side = tuple.type() == Tuple.Type.EVENT_A ? 0 : 1;
        List<List<Long>> both = both(tuple.x());
        for (long other : both.get(1 - side)) {
            long row = side == 0 ? Input.pair(tuple.z(), other) : Input.pair(other, tuple.z());
            send(running, 5, row, Tuple.Type.ROW, row, 0, 0);
        }
        both.get(side).add(tuple.z());
    }

    private List<List<Long>> both(long key) {
        return sides.computeIfAbsent(key, any -> List.of(new ArrayList<>(), new ArrayList<>()));
    }

    @Override
    boolean work() {
        return false;
    }

    @Override
    StateOutput snapshot(long epoch) {
        StateOutput to = new StateOutput();
        ended.write(to);
        sides.forEach((key, both) -> {
            to.putUnsigned(key);
            for (List<Long> side : both) {
                to.putUnsigned(side.size());
                side.forEach(to::putUnsigned);
            }
        });
        return to;
    }

    @Override
    void restore(Part part, StateInput from) {
        ended.read(from);
        while (from.hasMore()) {
            long key = from.getUnsigned();
            boolean own = key % topology.parallelism(3) == name.index();
            List<List<Long>> both = own ? both(key) : List.of(new ArrayList<>(), new ArrayList<>());
            for (List<Long> side : both) {
                for (long left = from.getUnsigned(); left > 0; left--) {
                    side.add(from.getUnsigned());
                }
            }
        }
    }

    @Override
    void clear() {
        sides.clear();
        ended.clear();
    }

    @Override
    String held() {
        return super.held() + (sides.isEmpty() ? "" : " rows of " + sides.keySet());
    }
}
