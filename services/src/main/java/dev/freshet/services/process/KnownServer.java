package dev.freshet.services.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * A server that was written down for other processes to find: one that was left running, or one that serves a run.
 *
 * @param kind what it is, a word: {@code redis}
 * @param address where clients connect, credentials included
 * @param port its port
 * @param process the process
 * @param home its files, removed by {@link #stop}
 * @param owner the process that will stop it; none if it was left running
 */
public record KnownServer(
        String kind, String address, int port, ProcessId process, Path home, Optional<ProcessId> owner) {

    private static final Duration STOP_BOUND = Duration.ofSeconds(15);

    /**
     * The servers of a kind that were written down and still run, oldest first. What is written down of dead ones, or
     * cannot be read, is removed, with the files of the dead.
     */
    public static List<KnownServer> find(StateDirectory state, String kind) {
        List<KnownServer> found = new ArrayList<>();
        for (String name : state.names(kind + "-")) {
            Optional<KnownServer> known = state.read(name).flatMap(entry -> read(kind, entry));
            if (known.isPresent() && known.get().process().isAlive()) {
                found.add(known.get());
            } else {
                known.ifPresent(dead -> Directories.delete(dead.home()));
                state.remove(name);
            }
        }
        return List.copyOf(found);
    }

    /** Whether nobody will stop it: it was left running, or its owner died without being able to. */
    public boolean isLeft() {
        return owner.isEmpty() || !owner.get().isAlive();
    }

    /** Stops the server, removes its files, and forgets it. */
    public void stop(StateDirectory state) {
        process.handle().ifPresent(running -> Processes.stop(running, STOP_BOUND));
        Directories.delete(home);
        state.remove(name());
    }

    /** Without credentials. */
    @Override
    public String toString() {
        String whose = isLeft()
                ? ""
                : ", of the run with pid " + owner.map(ProcessId::pid).orElse(0L);
        return kind + " on " + Ports.LOOPBACK + ":" + port + " (pid " + process.pid() + whose + ")";
    }

    String name() {
        return kind + "-" + port;
    }

    void write(StateDirectory state) {
        Properties entry = new Properties();
        entry.setProperty("address", address);
        entry.setProperty("port", Integer.toString(port));
        entry.setProperty("process", process.toString());
        entry.setProperty("home", home.toString());
        owner.ifPresent(id -> entry.setProperty("owner", id.toString()));
        state.write(name(), entry);
    }

    private static Optional<KnownServer> read(String kind, Properties entry) {
        for (String field : List.of("address", "port", "process", "home")) {
            if (entry.getProperty(field) == null) {
                return Optional.empty();
            }
        }
        try {
            return Optional.of(new KnownServer(
                    kind,
                    entry.getProperty("address"),
                    Integer.parseInt(entry.getProperty("port")),
                    ProcessId.parse(entry.getProperty("process")),
                    Path.of(entry.getProperty("home")),
                    Optional.ofNullable(entry.getProperty("owner")).map(ProcessId::parse)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
