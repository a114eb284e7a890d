package dev.freshet.cli;

import org.apache.storm.generated.StormTopology;

/** How many tasks of a topology are sources. */
final class SourceTasks {
    private SourceTasks() {}

    static int of(StormTopology topology) {
        return topology.get_spouts().values().stream()
                .mapToInt(spout -> spout.get_common().get_parallelism_hint())
                .sum();
    }
}
