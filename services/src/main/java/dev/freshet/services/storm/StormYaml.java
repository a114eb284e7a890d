package dev.freshet.services.storm;

import dev.freshet.services.process.Ports;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The text of a storm.yaml for a cluster on one machine that notices failures and new topologies within a second. */
final class StormYaml {

    /** What the cluster's members call each other; Nimbus must find its own name among the seeds. */
    static final String HOST = "localhost";

    private StormYaml() {}

    static String text(StormOptions options, Path home, StormPorts ports) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("storm.local.hostname", HOST);
        settings.put("storm.zookeeper.servers", List.of(Ports.LOOPBACK));
        settings.put("storm.zookeeper.port", ports.zookeeper());
        settings.put("nimbus.seeds", List.of(HOST));
        settings.put("nimbus.thrift.port", ports.nimbus());
        settings.putAll(ofSupervisor(home, ports, 0));
        settings.put("storm.log.dir", home.resolve("logs").toString());
        settings.put("storm.log4j2.conf.dir", home.resolve("log4j2").toString());
        settings.put("supervisor.monitor.frequency.secs", 1);
        settings.put("nimbus.monitor.freq.secs", 1);
        settings.put("task.refresh.poll.secs", 1);
        settings.put("supervisor.worker.shutdown.sleep.secs", 1);
        settings.put("storm.metricstore.class", "org.apache.storm.metricstore.NoOpMetricStore");
        // Not Storm's %HEAP-MEM%: that is the sum of what the scheduler books for the components, 128 MB each by
        // default.
        settings.put("worker.childopts", "-Xmx" + options.workerHeapMb() + "m -XX:+ExitOnOutOfMemoryError");
        settings.put("worker.heap.memory.mb", options.workerHeapMb());
        settings.put("topology.worker.max.heap.size.mb", options.workerHeapMb());
        // One slot's heap per slot, and more: the resource-aware numbers must never be what refuses a worker here.
        settings.put("supervisor.memory.capacity.mb", 2L * options.slots() * options.workerHeapMb());
        settings.put("supervisor.cpu.capacity", 100L * 16 * options.slots());
        settings.putAll(options.settings());
        return settings.entrySet().stream()
                .map(line -> line.getKey() + ": " + value(line.getValue()) + "\n")
                .collect(Collectors.joining());
    }

    /** What a supervisor has for itself: its ports, and the directory that it tells its workers by. */
    private static Map<String, Object> ofSupervisor(Path home, StormPorts ports, int supervisor) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("supervisor.thrift.port", ports.supervisors().get(supervisor));
        settings.put("supervisor.slots.ports", ports.slotsOf(supervisor));
        settings.put(
                "storm.local.dir",
                home.resolve(StormHome.localDirectory(supervisor)).toString());
        return settings;
    }

    /** The settings of a supervisor beyond the first over those of the file, as the value of {@code -Dstorm.options}. */
    static String optionsOf(Path home, StormPorts ports, int supervisor) {
        return ofSupervisor(home, ports, supervisor).entrySet().stream()
                .map(setting -> StormClient.option(setting.getKey(), value(setting.getValue())))
                .collect(Collectors.joining(","));
    }

    private static String value(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(StormYaml::value).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        if (value instanceof String text) {
            return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
        }
        throw new IllegalArgumentException(
                "a storm.yaml setting must be a string, a number, a boolean or a list of these (is " + value + ")");
    }
}
