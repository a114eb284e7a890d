package dev.freshet.bench.storm;

import java.util.HashMap;
import java.util.Map;
import org.apache.storm.Config;
import org.apache.storm.DaemonConfig;
import org.apache.storm.ILocalCluster;
import org.apache.storm.LocalCluster;
import org.apache.storm.generated.KillOptions;
import org.apache.storm.generated.StormTopology;

/** Storm inside this JVM: one supervisor, one worker. */
public final class LocalStorm implements AutoCloseable {
    private final ILocalCluster cluster;

    public LocalStorm() throws Exception {
        Map<String, Object> conf = new HashMap<>();
        // Off unless asked for: nothing would ever be replayed.
        conf.put(Config.TOPOLOGY_ENABLE_MESSAGE_TIMEOUTS, true);
        conf.put(Config.SUPERVISOR_WORKER_SHUTDOWN_SLEEP_SECS, 0);
        conf.put(DaemonConfig.STORM_METRIC_STORE_CLASS, "org.apache.storm.metricstore.NoOpMetricStore");
        cluster = new LocalCluster.Builder()
                .withSupervisors(1)
                .withPortsPerSupervisor(1)
                .withDaemonConf(conf)
                .build();
    }

    public void submit(String job, Map<String, Object> conf, StormTopology topology) throws Exception {
        cluster.submitTopology(job, conf, topology);
    }

    public void kill(String job) throws Exception {
        KillOptions now = new KillOptions();
        now.set_wait_secs(0);
        cluster.killTopologyWithOpts(job, now);
    }

    @Override
    public void close() throws Exception {
        cluster.close();
    }
}
