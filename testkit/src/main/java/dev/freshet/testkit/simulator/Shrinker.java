package dev.freshet.testkit.simulator;

import java.util.ArrayList;
import java.util.List;

/** Makes a scenario that goes wrong smaller, as long as it does: fewer faults, then fewer records. */
public final class Shrinker {
    private Shrinker() {}

    /** The smallest that was found; of the same seed. */
    public static Scenario shrink(Scenario wrong, Flaw flaw) {
        Scenario smallest = wrong;
        for (int i = smallest.faults().size() - 1; i >= 0; i--) {
            List<Fault> fewer = new ArrayList<>(smallest.faults());
            fewer.remove(i);
            Scenario candidate = smallest.withFaults(fewer);
            if (Simulation.run(candidate, flaw).isWrong()) {
                smallest = candidate;
            }
        }
        for (int records = 1; records < smallest.records(); records++) {
            Scenario candidate = smallest.withRecords(records);
            if (Simulation.run(candidate, flaw).isWrong()) {
                return candidate;
            }
        }
        return smallest;
    }
}
