package dev.freshet.services.redis;

import dev.freshet.services.process.Directories;
import dev.freshet.services.process.ProcessId;
import dev.freshet.services.process.Processes;
import dev.freshet.services.process.StateDirectory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * A redis-server that was left running.
 *
 * @param url where clients connect, credentials included
 * @param port its port
 * @param process the process
 * @param home its temporary files, removed by {@link #stop}
 */
public record KeptRedis(String url, int port, ProcessId process, Path home) {

    private static final String PREFIX = "redis-";
    private static final Duration STOP_BOUND = Duration.ofSeconds(5);

    /**
     * The servers that were kept and still run, oldest first. What is written down of dead ones is removed, with their
     * files.
     */
    public static List<KeptRedis> find(StateDirectory state) {
        List<KeptRedis> found = new ArrayList<>();
        for (String name : state.names(PREFIX)) {
            Optional<KeptRedis> kept = state.read(name).map(KeptRedis::read);
            if (kept.isPresent() && kept.get().process().isAlive()) {
                found.add(kept.get());
            } else {
                kept.ifPresent(dead -> Directories.delete(dead.home()));
                state.remove(name);
            }
        }
        return List.copyOf(found);
    }

    /** Stops the server, removes its files, and forgets it. */
    public void stop(StateDirectory state) {
        process.handle().ifPresent(running -> Processes.stop(running, STOP_BOUND));
        Directories.delete(home);
        state.remove(name());
    }

    void write(StateDirectory state) {
        Properties entry = new Properties();
        entry.setProperty("url", url);
        entry.setProperty("port", Integer.toString(port));
        entry.setProperty("process", process.toString());
        entry.setProperty("home", home.toString());
        state.write(name(), entry);
    }

    /** Without credentials. */
    @Override
    public String toString() {
        return "redis-server on port " + port + " (pid " + process.pid() + ")";
    }

    private String name() {
        return PREFIX + port;
    }

    private static KeptRedis read(Properties entry) {
        return new KeptRedis(
                entry.getProperty("url"),
                Integer.parseInt(entry.getProperty("port")),
                ProcessId.parse(entry.getProperty("process")),
                Path.of(entry.getProperty("home")));
    }
}
