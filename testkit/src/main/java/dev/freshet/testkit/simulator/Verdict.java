package dev.freshet.testkit.simulator;

import dev.freshet.core.epoch.EpochRecord;
import dev.freshet.core.epoch.PendingEpoch;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Whether what came of a run is right. */
final class Verdict {
    private Verdict() {}

    /** What is wrong, or empty. */
    static String of(Simulation simulation, String held) {
        StringBuilder wrong = new StringBuilder();
        compare("result", simulation.input.table(), simulation.results.table(), wrong);
        compare("row", simulation.input.log(), simulation.results.log(), wrong);
        if (!held.isEmpty()) {
            wrong.append("at the end ").append(held);
        }
        if (simulation.scenario.holding() && simulation.setAside > 0) {
            wrong.append(simulation.setAside).append(" tuples set aside although sources hold back; ");
        }
        Set<String> left = left(simulation);
        if (!left.isEmpty()) {
            wrong.append("nobody needs ").append(left).append(" in the store; ");
        }
        return wrong.toString();
    }

    private static <V> void compare(String what, Map<Long, V> right, Map<Long, V> is, StringBuilder wrong) {
        Set<Long> keys = new HashSet<>(right.keySet());
        keys.addAll(is.keySet());
        keys.stream()
                .sorted()
                .filter(key -> !Objects.equals(right.get(key), is.get(key)))
                .forEach(key -> wrong.append(what)
                        .append(' ')
                        .append(key)
                        .append(" is ")
                        .append(is.get(key))
                        .append(" and not ")
                        .append(right.get(key))
                        .append("; "));
    }

    /** Blobs of the living: what a process put that died before it could say so is found by nobody. */
    private static Set<String> left(Simulation simulation) {
        EpochRecord record = simulation.record();
        if (record == null) {
            return Set.of();
        }
        Set<String> left = new HashSet<>(simulation.store.durable.names());
        left.removeAll(record.needed());
        left.removeAll(record.garbage());
        Set<String> living = new HashSet<>();
        record.tasks()
                .forEach((task, admitted) ->
                        living.add("/" + task.component() + "/" + task.index() + "/" + admitted.incarnation()));
        left.removeIf(blob -> !living.contains(blob.substring(blob.indexOf('/'))));
        PendingEpoch pending = record.pending();
        if (pending != null) {
            // The last to wake up may have begun another generation, whose tasks are about to report.
            left.removeIf(blob -> blob.startsWith(pending.epoch() + "/"));
        }
        return left;
    }
}
