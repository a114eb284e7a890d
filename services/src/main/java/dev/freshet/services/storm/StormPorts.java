package dev.freshet.services.storm;

import dev.freshet.services.process.Ports;
import java.util.List;

/**
 * The ports of a cluster.
 *
 * @param zookeeper where ZooKeeper listens
 * @param nimbus where Nimbus takes submissions
 * @param supervisor where the supervisor answers Nimbus
 * @param slots one per worker
 */
record StormPorts(int zookeeper, int nimbus, int supervisor, List<Integer> slots) {

    static StormPorts choose(StormOptions options) {
        List<Integer> free = Ports.free(3 + options.slots());
        if (options.zookeeperPort() != 0) {
            Ports.requireFree("ZooKeeper", options.zookeeperPort());
        }
        if (options.nimbusPort() != 0) {
            Ports.requireFree("Nimbus", options.nimbusPort());
        }
        return new StormPorts(
                options.zookeeperPort() == 0 ? free.get(0) : options.zookeeperPort(),
                options.nimbusPort() == 0 ? free.get(1) : options.nimbusPort(),
                free.get(2),
                free.subList(3, free.size()));
    }
}
