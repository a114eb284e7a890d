package dev.freshet.services.storm;

import dev.freshet.services.ServiceException;
import dev.freshet.services.process.Await;
import dev.freshet.services.process.ChildProcess;
import dev.freshet.services.process.Directories;
import dev.freshet.services.process.OnExit;
import dev.freshet.services.process.StateDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * A real Storm cluster on this machine: ZooKeeper, Nimbus, one or more supervisors, and a process for each worker, in a Storm home
 * of their own. It ends with this JVM and leaves nothing behind, unless it is {@linkplain #keep kept}; then a later JVM
 * {@linkplain #find finds} it.
 *
 * <p>ZooKeeper listens on the loopback address only. Nimbus, the supervisor and the workers cannot be told to: Storm
 * binds them to all addresses, without asking who submits. Where others can reach this machine, a firewall must keep
 * them out.
 */
public final class StormCluster implements AutoCloseable {

    /** The name of its ZooKeeper among the daemons. */
    public static final String ZOOKEEPER = "zookeeper";

    /** The name of its Nimbus among the daemons. */
    public static final String NIMBUS = "nimbus";

    private static final Duration STOP_BOUND = Duration.ofSeconds(5);

    private final StormHome home;
    private final int nimbusPort;
    private final boolean temporary;
    private final List<StormDaemon> daemons = new CopyOnWriteArrayList<>();
    private final Map<String, DaemonLaunch> launches = new ConcurrentHashMap<>();
    private final Runnable onExit = this::close;

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

    /** The name of a supervisor among the daemons, counted from 0. */
    public static String supervisor(int number) {
        return number == 0 ? "supervisor" : "supervisor-" + (number + 1);
    }

    /** The process of a daemon, if it runs. */
    public Optional<ProcessHandle> daemonProcess(String name) {
        return daemon(name).process().handle();
    }

    /** The workers of a supervisor, counted from 0, that run. They outlive it. */
    public List<ProcessHandle> workersOf(int supervisor) {
        return new StormShutdown(home, daemons).workers(supervisor);
    }

    /** Ends a daemon as a crash would, with SIGKILL. Returns when it is gone; workers live on. */
    public void killDaemon(String name) {
        daemonProcess(name).ifPresent(process -> {
            process.destroyForcibly();
            Await.orFail(name + " to be gone after SIGKILL", STOP_BOUND, () -> !process.isAlive());
        });
    }

    /**
     * Starts a daemon again that has ended, on its ports and with what it has on disk, and returns when it is ready.
     *
     * @throws ServiceException if it is not ready in time
     */
    public void startDaemon(String name) {
        DaemonLaunch how = launches.get(name);
        if (how == null) {
            throw new IllegalStateException("only who started " + name + " can start it again");
        }
        if (daemon(name).isAlive()) {
            throw new IllegalStateException(name + " runs already");
        }
        how.awaitReady(launch(how));
    }

    /**
     * Starts the daemons again that have ended, as whoever runs Storm has to: they end themselves when they cannot go on, as Nimbus does
     * if it finds its work undone when ZooKeeper was away.
     *
     * @return their names
     * @throws ServiceException if one is not ready in time
     */
    public List<String> startEnded() {
        List<String> ended = launches.keySet().stream()
                .filter(name -> daemonProcess(name).isEmpty())
                .toList();
        ended.forEach(this::startDaemon);
        return ended;
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
        DaemonLaunch first = DaemonLaunch.zookeeper(home, ports.zookeeper());
        first.awaitReady(launch(first));
        progress.accept("starting Nimbus on port " + ports.nimbus());
        Map<DaemonLaunch, ChildProcess> others = new LinkedHashMap<>();
        DaemonLaunch nimbus = DaemonLaunch.nimbus(ports.nimbus());
        others.put(nimbus, launch(nimbus));
        for (int number = 0; number < ports.supervisors().size(); number++) {
            progress.accept(
                    "starting a supervisor with " + ports.slotsOf(number).size() + " slots");
            DaemonLaunch supervisor = DaemonLaunch.supervisor(home, ports, number);
            others.put(supervisor, launch(supervisor));
        }
        others.forEach(DaemonLaunch::awaitReady);
        progress.accept("the cluster is up");
    }

    private ChildProcess launch(DaemonLaunch how) {
        ChildProcess process = how.start(home);
        launches.put(how.name(), how);
        StormDaemon daemon = new StormDaemon(how.name(), process.id());
        if (daemons.stream().noneMatch(other -> other.name().equals(how.name()))) {
            daemons.add(daemon);
        } else {
            daemons.replaceAll(other -> other.name().equals(how.name()) ? daemon : other);
        }
        // Whether it lives on is this object's business from here, so that the daemons end in order, workers included.
        process.detach();
        return process;
    }

    private StormDaemon daemon(String name) {
        return daemons.stream()
                .filter(daemon -> daemon.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the cluster has no daemon '" + name + "'"));
    }
}
