package dev.freshet.services.storm;

import dev.freshet.services.ServiceException;
import dev.freshet.services.process.Await;
import dev.freshet.services.process.ChildProcess;
import dev.freshet.services.process.Directories;
import dev.freshet.services.process.OnExit;
import dev.freshet.services.process.Ports;
import dev.freshet.services.process.StateDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A real Storm cluster on this machine: ZooKeeper, Nimbus, a supervisor, and a process for each worker, in a Storm home
 * of their own. It ends with this JVM and leaves nothing behind, unless it is {@linkplain #keep kept}; then a later JVM
 * {@linkplain #find finds} it.
 *
 * <p>ZooKeeper listens on the loopback address only. Nimbus, the supervisor and the workers cannot be told to: Storm
 * binds them to all addresses, without asking who submits. Where others can reach this machine, a firewall must keep
 * them out.
 */
public final class StormCluster implements AutoCloseable {

    private static final String ZOOKEEPER = "org.apache.storm.shade.org.apache.zookeeper.server.quorum.QuorumPeerMain";
    private static final String NIMBUS = "org.apache.storm.daemon.nimbus.Nimbus";
    private static final String SUPERVISOR = "org.apache.storm.daemon.supervisor.Supervisor";
    private static final Duration ZOOKEEPER_BOUND = Duration.ofMinutes(1);
    private static final Duration DAEMON_BOUND = Duration.ofMinutes(2);

    private final StormHome home;
    private final int nimbusPort;
    private final boolean temporary;
    private final List<StormDaemon> daemons = new CopyOnWriteArrayList<>();
    private final Runnable onExit = this::close;
    /** Where daemons of this JVM's own cluster listen; null for one that was found. */
    private @Nullable StormPorts ports;

    StormCluster(StormHome home, int nimbusPort, boolean temporary, List<StormDaemon> daemons) {
        this.home = home;
        this.nimbusPort = nimbusPort;
        this.temporary = temporary;
        this.daemons.addAll(daemons);
    }

    /** Starts a cluster with the default options. */
    public static StormCluster up() {
        return up(StormOptions.DEFAULT, step -> {});
    }

    /**
     * Starts a cluster and returns when it takes topologies.
     *
     * @param progress is told each step, for a user to read: {@code "starting ZooKeeper on port 21810"}
     * @throws ServiceException if a port is occupied, or a daemon ends or is not ready in time; nothing is left then
     */
    public static StormCluster up(StormOptions options, Consumer<String> progress) {
        StormPorts ports = StormPorts.choose(options);
        boolean temporary = options.home() == null;
        Path directory = options.home() == null ? Directories.temporary("storm") : options.home();
        progress.accept("laying out a Storm home in " + directory);
        StormHome home;
        try {
            home = StormHome.layOut(directory, options, ports);
        } catch (RuntimeException e) {
            if (temporary) {
                Directories.delete(directory);
            }
            throw e;
        }
        StormCluster cluster = new StormCluster(home, ports.nimbus(), temporary, List.of());
        cluster.ports = ports;
        OnExit.add(cluster.onExit);
        try {
            cluster.startDaemons(ports, progress);
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /**
     * The cluster that an earlier JVM {@linkplain #keep kept}, as long as one of its daemons runs. Of a cluster whose
     * daemons are all gone the rest is cleared away.
     */
    public static Optional<StormCluster> find(StateDirectory state) {
        Optional<StormCluster> kept = KeptStorm.read(state);
        if (kept.isPresent() && kept.get().daemons.stream().noneMatch(StormDaemon::isAlive)) {
            kept.get().down(state);
            return Optional.empty();
        }
        return kept;
    }

    /** Lets the cluster outlive this JVM, and writes it down. */
    public void keep(StateDirectory state) {
        KeptStorm.write(state, this);
        OnExit.remove(onExit);
    }

    /** Stops everything, workers included, and forgets the cluster. */
    public void down(StateDirectory state) {
        close();
        KeptStorm.remove(state);
    }

    /** Stops everything, workers included. A temporary home is removed, a given one keeps its logs. */
    @Override
    public void close() {
        OnExit.remove(onExit);
        new StormShutdown(home, daemons).run();
        if (temporary) {
            Directories.delete(home.path());
        }
    }

    /** What runs now. */
    public ClusterStatus status() {
        return new ClusterStatus(
                daemons.stream()
                        .map(daemon -> new ClusterStatus.Daemon(
                                daemon.name(), daemon.process().pid(), daemon.isAlive()))
                        .toList(),
                new StormShutdown(home, daemons)
                        .workers().stream().map(ProcessHandle::pid).toList());
    }

    /** Where Nimbus takes submissions: a host and a port, {@code localhost:6627}. */
    public String nimbus() {
        return StormYaml.HOST + ":" + nimbusPort;
    }

    /** The Storm home. */
    public Path home() {
        return home.path();
    }

    /** The logs of the daemons. */
    public Path logs() {
        return home.logs();
    }

    /** The logs of the workers: {@code TOPOLOGY-ID/PORT/worker.log} under it. */
    public Path workerLogs() {
        return home.logs().resolve("workers-artifacts");
    }

    /** The client of this cluster. */
    public StormClient client() {
        return new StormClient(StormYaml.HOST, nimbusPort);
    }

    /** {@link StormClient#submit} to this cluster. */
    public CommandResult submit(Path jar, String mainClass, List<String> arguments, Map<String, String> environment) {
        return client().submit(jar, mainClass, arguments, environment);
    }

    /** {@link StormClient#list} of this cluster. */
    public List<TopologySummary> list() {
        return client().list();
    }

    /** {@link StormClient#kill} in this cluster. It returns before the workers are gone. */
    public void kill(String name, int waitSeconds) {
        client().kill(name, waitSeconds);
    }

    /**
     * Waits until no more than so many workers run, after a {@link #kill}.
     *
     * @throws ServiceException if they still run after the bound
     */
    public void awaitWorkersAtMost(int count, Duration bound) {
        Await.orFail(
                "at most " + count + " workers to run in " + home.path(),
                bound,
                () -> new StormShutdown(home, daemons).workers().size() <= count);
    }

    /**
     * Ends a daemon as a crash would: {@code zookeeper}, {@code nimbus} or {@code supervisor}. Workers go on.
     */
    public void killDaemon(String name) {
        for (StormDaemon daemon : daemons) {
            if (daemon.name().equals(name)) {
                daemon.process().handle().ifPresent(ProcessHandle::destroyForcibly);
                Await.orFail(name + " to be gone", Duration.ofSeconds(10), () -> !daemon.isAlive());
                daemons.remove(daemon);
            }
        }
    }

    /** Runs a daemon again that has been killed, on its port and with its data; of a cluster that this JVM started. */
    public void restartDaemon(String name) {
        StormPorts at = ports;
        if (at == null) {
            throw new IllegalStateException("only a cluster that was started here can be restarted in parts");
        }
        int port = switch (name) {
            case "zookeeper" -> at.zookeeper();
            case "nimbus" -> at.nimbus();
            default -> at.supervisor();
        };
        launch(at, name).awaitReady(onPort(port), DAEMON_BOUND, () -> Ports.answers(port));
    }

    boolean isTemporary() {
        return temporary;
    }

    int nimbusPort() {
        return nimbusPort;
    }

    List<StormDaemon> daemons() {
        return List.copyOf(daemons);
    }

    private void startDaemons(StormPorts ports, Consumer<String> progress) {
        progress.accept("starting ZooKeeper on port " + ports.zookeeper());
        ChildProcess zookeeper = launch(ports, "zookeeper");
        zookeeper.awaitReady(onPort(ports.zookeeper()), ZOOKEEPER_BOUND, () -> Ports.answers(ports.zookeeper()));
        progress.accept("starting Nimbus on port " + ports.nimbus());
        ChildProcess nimbus = launch(ports, "nimbus");
        progress.accept("starting a supervisor with " + ports.slots().size() + " slots");
        ChildProcess supervisor = launch(ports, "supervisor");
        nimbus.awaitReady(onPort(ports.nimbus()), DAEMON_BOUND, () -> Ports.answers(ports.nimbus()));
        supervisor.awaitReady(onPort(ports.supervisor()), DAEMON_BOUND, () -> Ports.answers(ports.supervisor()));
        progress.accept("the cluster is up");
    }

    private ChildProcess launch(StormPorts at, String name) {
        return switch (name) {
            case "zookeeper" ->
                launch(
                        name,
                        256,
                        ZOOKEEPER,
                        List.of(home.writeZookeeperConfiguration(at.zookeeper()).toString()));
            case "nimbus" -> launch(name, 384, NIMBUS, List.of());
            case "supervisor" -> launch(name, 256, SUPERVISOR, List.of());
            default -> throw new IllegalArgumentException("no daemon '" + name + "'");
        };
    }

    private ChildProcess launch(String name, int heapMb, String main, List<String> arguments) {
        ChildProcess process = StormDaemon.start(home, name, heapMb, main, arguments);
        daemons.add(new StormDaemon(name, process.id()));
        // Whether it lives on is this object's business from here, so that the daemons end in order, workers included.
        process.detach();
        return process;
    }

    private static String onPort(int port) {
        return "to answer on " + Ports.LOOPBACK + ":" + port;
    }
}
