package dev.freshet.services.storm;

import java.util.List;

/**
 * What runs of a cluster.
 *
 * @param daemons ZooKeeper, Nimbus and Supervisor
 * @param workerPids the workers that run now
 */
public record ClusterStatus(List<Daemon> daemons, List<Long> workerPids) {

    /**
     * One of the cluster's own processes.
     *
     * @param name {@code zookeeper}, {@code nimbus}, {@code supervisor}, {@code supervisor-2} ...
     * @param pid the system's number of it
     * @param alive whether it runs
     */
    public record Daemon(String name, long pid, boolean alive) {}

    /** Copies. */
    public ClusterStatus {
        daemons = List.copyOf(daemons);
        workerPids = List.copyOf(workerPids);
    }

    /** Whether all daemons run. */
    public boolean isUp() {
        return !daemons.isEmpty() && daemons.stream().allMatch(Daemon::alive);
    }
}
