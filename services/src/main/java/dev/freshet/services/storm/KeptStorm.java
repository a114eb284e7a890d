package dev.freshet.services.storm;

import dev.freshet.services.process.ProcessId;
import dev.freshet.services.process.StateDirectory;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.Properties;

/** What is written down of the one cluster that was left running. */
final class KeptStorm {

    private static final String NAME = "storm-cluster";
    private static final String PROCESS = "process.";

    private KeptStorm() {}

    static void write(StateDirectory state, StormCluster cluster) {
        Properties entry = new Properties();
        entry.setProperty("home", cluster.home().toString());
        entry.setProperty("temporary", Boolean.toString(cluster.isTemporary()));
        entry.setProperty("nimbus.port", Integer.toString(cluster.nimbusPort()));
        cluster.daemons()
                .forEach(daemon -> entry.setProperty(
                        PROCESS + daemon.name(), daemon.process().toString()));
        state.write(NAME, entry);
    }

    static Optional<StormCluster> read(StateDirectory state) {
        return state.read(NAME)
                .map(entry -> new StormCluster(
                        new StormHome(Path.of(entry.getProperty("home"))),
                        Integer.parseInt(entry.getProperty("nimbus.port")),
                        Boolean.parseBoolean(entry.getProperty("temporary")),
                        entry.stringPropertyNames().stream()
                                .filter(name -> name.startsWith(PROCESS))
                                .sorted(Comparator.comparingInt(KeptStorm::place)
                                        .thenComparing(Comparator.naturalOrder()))
                                .map(name -> new StormDaemon(
                                        name.substring(PROCESS.length()), ProcessId.parse(entry.getProperty(name))))
                                .toList()));
    }

    /** In the order of their start. */
    private static int place(String name) {
        return name.equals(PROCESS + "zookeeper") ? 0 : name.equals(PROCESS + "nimbus") ? 1 : 2;
    }

    static void remove(StateDirectory state) {
        state.remove(NAME);
    }
}
