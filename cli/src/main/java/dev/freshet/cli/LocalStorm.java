package dev.freshet.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.storm.Config;
import org.apache.storm.DaemonConfig;
import org.apache.storm.ILocalCluster;
import org.apache.storm.LocalCluster;
import org.apache.storm.generated.KillOptions;
import org.apache.storm.generated.StormTopology;

/** Storm inside this JVM: one supervisor, one worker. */
final class LocalStorm implements AutoCloseable {
    /** Longer than a laptop's lid is closed while the clock goes on: everybody who could die is this process. */
    private static final int PATIENCE_SECS = 3_600;

    private final LocalZooKeeper zooKeeper;
    private final ILocalCluster cluster;

    /**
     * @param scratch a directory that is removed with the run
     */
    LocalStorm(Path scratch) {
        StormExit.expect();
        zooKeeper = new LocalZooKeeper(scratch.resolve("zookeeper").toFile());
        Map<String, Object> conf = new HashMap<>(zooKeeper.settings());
        conf.put(DaemonConfig.NIMBUS_TASK_TIMEOUT_SECS, PATIENCE_SECS);
        conf.put(DaemonConfig.NIMBUS_SUPERVISOR_TIMEOUT_SECS, PATIENCE_SECS);
        conf.put(Config.SUPERVISOR_WORKER_TIMEOUT_SECS, PATIENCE_SECS);
        conf.put(Config.WORKER_MAX_TIMEOUT_SECS, PATIENCE_SECS);
        // Off unless asked for: nothing would ever be replayed.
        conf.put(Config.TOPOLOGY_ENABLE_MESSAGE_TIMEOUTS, true);
        conf.put(Config.SUPERVISOR_WORKER_SHUTDOWN_SLEEP_SECS, 0);
        conf.put(DaemonConfig.STORM_METRIC_STORE_CLASS, "org.apache.storm.metricstore.NoOpMetricStore");
        try {
            cluster = new LocalCluster.Builder()
                    .withSupervisors(1)
                    .withPortsPerSupervisor(1)
                    .withDaemonConf(conf)
                    .build();
        } catch (Exception e) {
            zooKeeper.close();
            throw new IllegalStateException("Storm does not start in this JVM: " + e.getMessage(), e);
        }
    }

    void submit(String job, Map<String, Object> conf, StormTopology topology) {
        try {
            cluster.submitTopology(job, conf, topology);
        } catch (Exception e) {
            throw new IllegalStateException("Storm does not take the topology: " + e.getMessage(), e);
        }
    }

    void kill(String job) {
        KillOptions now = new KillOptions();
        now.set_wait_secs(0);
        try {
            cluster.killTopologyWithOpts(job, now);
        } catch (Exception e) {
            throw new IllegalStateException("Storm does not kill the topology: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        StormExit.closing();
        try {
            cluster.close();
        } catch (Exception e) {
            throw new IllegalStateException("Storm does not stop: " + e.getMessage(), e);
        } finally {
            zooKeeper.close();
        }
    }
}
