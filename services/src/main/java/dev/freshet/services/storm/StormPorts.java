package dev.freshet.services.storm;

import dev.freshet.services.process.Ports;
import java.util.List;

/**
 * The ports of a cluster.
 *
 * @param zookeeper where ZooKeeper listens
 * @param nimbus where Nimbus takes submissions
 * @param supervisors where each supervisor answers Nimbus
 * @param slots one per worker, those of the first supervisor first
 */
record StormPorts(int zookeeper, int nimbus, List<Integer> supervisors, List<Integer> slots) {

    static StormPorts choose(StormOptions options) {
        int supervisors = options.supervisors();
        List<Integer> free = Ports.free(2 + supervisors + supervisors * options.slots());
        if (options.zookeeperPort() != 0) {
            Ports.requireFree("ZooKeeper", options.zookeeperPort());
        }
        if (options.nimbusPort() != 0) {
            Ports.requireFree("Nimbus", options.nimbusPort());
        }
        return new StormPorts(
                options.zookeeperPort() == 0 ? free.get(0) : options.zookeeperPort(),
                options.nimbusPort() == 0 ? free.get(1) : options.nimbusPort(),
                free.subList(2, 2 + supervisors),
                free.subList(2 + supervisors, free.size()));
    }

    /** The slots of one supervisor, counted from 0. */
    List<Integer> slotsOf(int supervisor) {
        int each = slots.size() / supervisors.size();
        return slots.subList(supervisor * each, (supervisor + 1) * each);
    }
}
