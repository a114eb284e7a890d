package dev.freshet.services.storm;

import dev.freshet.services.process.ChildProcess;
import dev.freshet.services.process.Ports;
import java.time.Duration;
import java.util.List;

/**
 * How one of a cluster's own processes is started, the first time and again.
 *
 * @param name {@code zookeeper}, {@code nimbus}, {@code supervisor}, {@code supervisor-2} ...
 * @param heapMb its largest heap, MB
 * @param main its class
 * @param arguments for its main
 * @param settings over those of storm.yaml, as the value of {@code -Dstorm.options}
 * @param port where it answers when it is ready
 * @param bound how long that may take
 */
record DaemonLaunch(
        String name, int heapMb, String main, List<String> arguments, String settings, int port, Duration bound) {
    private static final String ZOOKEEPER = "org.apache.storm.shade.org.apache.zookeeper.server.quorum.QuorumPeerMain";
    private static final String NIMBUS = "org.apache.storm.daemon.nimbus.Nimbus";
    private static final String SUPERVISOR = "org.apache.storm.daemon.supervisor.Supervisor";
    private static final Duration ZOOKEEPER_BOUND = Duration.ofMinutes(1);
    private static final Duration DAEMON_BOUND = Duration.ofMinutes(2);

    static DaemonLaunch zookeeper(StormHome home, int port) {
        List<String> arguments = List.of(home.writeZookeeperConfiguration(port).toString());
        return new DaemonLaunch(StormCluster.ZOOKEEPER, 256, ZOOKEEPER, arguments, "", port, ZOOKEEPER_BOUND);
    }

    static DaemonLaunch nimbus(int port) {
        return new DaemonLaunch(StormCluster.NIMBUS, 384, NIMBUS, List.of(), "", port, DAEMON_BOUND);
    }

    /** @param number counted from 0 */
    static DaemonLaunch supervisor(StormHome home, StormPorts ports, int number) {
        String settings = number == 0 ? "" : StormYaml.optionsOf(home.path(), ports, number);
        int port = ports.supervisors().get(number);
        return new DaemonLaunch(
                StormCluster.supervisor(number), 256, SUPERVISOR, List.of(), settings, port, DAEMON_BOUND);
    }

    ChildProcess start(StormHome home) {
        return StormDaemon.start(home, name, heapMb, main, arguments, settings);
    }

    void awaitReady(ChildProcess started) {
        started.awaitReady("to answer on " + Ports.LOOPBACK + ":" + port, bound, () -> Ports.answers(port));
    }
}
