package dev.freshet.services.storm;

import dev.freshet.services.process.ProcessId;
import dev.freshet.services.process.StateDirectory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** What is written down of the one cluster that was left running. */
final class KeptStorm {

    private static final String NAME = "storm-cluster";
    private static final List<String> DAEMONS = List.of("zookeeper", "nimbus", "supervisor");

    private KeptStorm() {}

    static void write(StateDirectory state, StormCluster cluster) {
        Properties entry = new Properties();
        entry.setProperty("home", cluster.home().toString());
        entry.setProperty("temporary", Boolean.toString(cluster.isTemporary()));
        entry.setProperty("nimbus.port", Integer.toString(cluster.nimbusPort()));
        cluster.daemons()
                .forEach(daemon -> entry.setProperty(
                        "process." + daemon.name(), daemon.process().toString()));
        state.write(NAME, entry);
    }

    static Optional<StormCluster> read(StateDirectory state) {
        return state.read(NAME)
                .map(entry -> new StormCluster(
                        new StormHome(Path.of(entry.getProperty("home"))),
                        Integer.parseInt(entry.getProperty("nimbus.port")),
                        Boolean.parseBoolean(entry.getProperty("temporary")),
                        DAEMONS.stream()
                                .flatMap(name -> Stream.ofNullable(entry.getProperty("process." + name))
                                        .map(id -> new StormDaemon(name, ProcessId.parse(id))))
                                .toList()));
    }

    static void remove(StateDirectory state) {
        state.remove(NAME);
    }
}
