package dev.freshet.services.redis;

import dev.freshet.services.process.Await;
import dev.freshet.services.process.ChildProcess;
import dev.freshet.services.process.Directories;
import dev.freshet.services.process.OnExit;
import dev.freshet.services.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A master, a replica of it, and a Sentinel that makes the replica the master when the first one is gone for a second: real
 * processes on the loopback address.
 */
public final class RedisSentinel implements AutoCloseable {

    /** The name under which the master is watched. */
    public static final String MASTER = "main";

    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final Duration STOP_BOUND = Duration.ofSeconds(5);

    private final RedisOptions options;
    private final Path home = Directories.temporary("redis-sentinel");
    private final Runnable onExit = () -> Directories.delete(home);
    private final int port = Ports.free();
    private final List<RedisServer> servers = new ArrayList<>();
    private final List<ChildProcess> watchers = new ArrayList<>();

    private RedisSentinel(RedisOptions options) {
        this.options = options;
        OnExit.add(onExit);
    }

    /**
     * Starts the three and returns when the Sentinel knows the others.
     *
     * @param options user, password and append-only file of master and replica; the port has to be 0
     */
    public static RedisSentinel start(RedisOptions options) {
        if (options.port() != 0) {
            throw new IllegalArgumentException("master and replica take free ports (port " + options.port() + ")");
        }
        RedisSentinel sentinel = new RedisSentinel(options);
        try {
            sentinel.startServers();
            sentinel.startWatcher();
            return sentinel;
        } catch (RuntimeException e) {
            sentinel.close();
            throw e;
        }
    }

    /** Where clients connect, credentials included: {@code redis-sentinel://127.0.0.1:26379/main}. */
    public String url() {
        return "redis-sentinel://" + options.credentials() + Ports.LOOPBACK + ":" + port + "/" + MASTER;
    }

    /** The first master. */
    public RedisServer master() {
        return servers.get(0);
    }

    /** The first replica. */
    public RedisServer replica() {
        return servers.get(1);
    }

    /** Waits until the replica has what the master has. */
    public void awaitReplicated() {
        Await.orFail(
                "the replica to have everything",
                BOUND,
                () -> RedisProbe.says(master().port(), options, List.of("WAIT", "1", "500"), ":1\r\n"));
    }

    /** Waits until the Sentinel has made the replica the master. */
    public void awaitFailOver() {
        Await.orFail(
                "the replica to be the master",
                BOUND,
                () -> RedisProbe.says(
                                port,
                                RedisOptions.DEFAULT,
                                List.of("SENTINEL", "GET-MASTER-ADDR-BY-NAME", MASTER),
                                "\r\n" + replica().port() + "\r\n")
                        && RedisProbe.says(replica().port(), options, List.of("ROLE"), "\r\nmaster\r\n"));
    }

    @Override
    public void close() {
        watchers.forEach(watcher -> watcher.stop(STOP_BOUND));
        servers.forEach(RedisServer::close);
        OnExit.remove(onExit);
        Directories.delete(home);
    }

    private void startServers() {
        RedisOptions both = options;
        if (options.password() != null) {
            both = both.with("masterauth " + options.password());
        }
        if (options.user() != null) {
            both = both.with("masteruser " + options.user());
        }
        servers.add(RedisServer.start(both));
        servers.add(RedisServer.start(both.with("replicaof " + Ports.LOOPBACK + " " + master().port())));
        Await.orFail(
                "the replica to follow its master",
                BOUND,
                () -> RedisProbe.says(master().port(), options, List.of("INFO", "replication"), "state=online"));
    }

    private void startWatcher() {
        Path program = RedisBinary.locate(home);
        Path configuration = home.resolve("sentinel.conf");
        try {
            Files.write(configuration, configuration());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + configuration, e);
        }
        ChildProcess watcher = ChildProcess.start(
                "redis-sentinel",
                List.of(program.toString(), configuration.toString(), "--sentinel"),
                home,
                home.resolve("sentinel.log"),
                Map.of());
        watchers.add(watcher);
        watcher.awaitReady(
                "to know master and replica",
                BOUND,
                () -> RedisProbe.says(
                        port, RedisOptions.DEFAULT, List.of("INFO", "sentinel"), "status=ok", "slaves=1"));
    }

    private List<String> configuration() {
        List<String> lines = new ArrayList<>();
        lines.add("bind " + Ports.LOOPBACK);
        lines.add("port " + port);
        lines.add("dir \"" + home + "\"");
        lines.add("sentinel monitor " + MASTER + " " + Ports.LOOPBACK + " " + master().port() + " 1");
        if (options.user() != null) {
            lines.add("sentinel auth-user " + MASTER + " " + options.user());
        }
        if (options.password() != null) {
            lines.add("sentinel auth-pass " + MASTER + " " + options.password());
        }
        lines.add("sentinel down-after-milliseconds " + MASTER + " 1000");
        lines.add("sentinel failover-timeout " + MASTER + " 5000");
        return lines;
    }
}
