package dev.freshet.services.redis;

import dev.freshet.services.ServiceException;
import dev.freshet.services.process.ChildProcess;
import dev.freshet.services.process.Directories;
import dev.freshet.services.process.OnExit;
import dev.freshet.services.process.Ports;
import dev.freshet.services.process.StateDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A real redis-server as a child process on the loopback address. It ends with this JVM and leaves nothing behind,
 * unless it is {@linkplain #keep kept}. Not for use by several threads.
 */
public final class RedisServer implements AutoCloseable {

    private static final Duration START_BOUND = Duration.ofSeconds(15);
    private static final Duration STOP_BOUND = Duration.ofSeconds(5);
    private static final int PORT_ATTEMPTS = 5;

    private final RedisOptions options;
    private final Path home;
    private final Runnable onExit;
    private Path program = Path.of("");
    private int port;
    private int tlsPort;
    private @Nullable ChildProcess child;

    private RedisServer(RedisOptions options) {
        this.options = options;
        this.home = Directories.temporary("redis");
        this.onExit = () -> Directories.delete(home);
        OnExit.add(onExit);
    }

    /** Starts a server on a free port and returns when it answers. */
    public static RedisServer start() {
        return start(RedisOptions.DEFAULT);
    }

    /**
     * Starts a server and returns when it answers.
     *
     * @throws ServiceException if the port is occupied, or no redis-server runs on this machine; nothing is left then
     */
    public static RedisServer start(RedisOptions options) {
        RedisServer server = new RedisServer(options);
        try {
            server.program = RedisBinary.locate(server.home);
            server.choosePortAndRun();
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** The port. */
    public int port() {
        return port;
    }

    /** Where clients connect, credentials included: {@code redis://127.0.0.1:6379}. */
    public String url() {
        return "redis://" + options.credentials() + Ports.LOOPBACK + ":" + port;
    }

    /** The same over TLS; only with {@link RedisOptions#tls()}. */
    public String tlsUrl() {
        if (options.tls() == null) {
            throw new IllegalStateException("this redis-server was started without TLS");
        }
        return "rediss://" + options.credentials() + Ports.LOOPBACK + ":" + tlsPort;
    }

    /** The system's number of the running process. */
    public long pid() {
        return running().pid();
    }

    /** Whether the process runs. */
    public boolean isAlive() {
        return child != null && child.isAlive();
    }

    /** The server's own log. */
    public Path log() {
        return home.resolve("redis.log");
    }

    /** Stops the process and keeps port and data, for {@link #restart()}. Without an append-only file the data is lost. */
    public void stop() {
        if (child != null) {
            child.stop(STOP_BOUND);
            child = null;
        }
    }

    /** Ends the process as a crash would, for {@link #restart()}. */
    public void kill() {
        if (child != null) {
            child.kill();
            child = null;
        }
    }

    /** Runs the stopped server again on the same port. */
    public void restart() {
        if (isAlive()) {
            throw new IllegalStateException("redis-server (pid " + pid() + ") runs already");
        }
        run();
    }

    /** Lets the process outlive this JVM, and returns what is needed to find and to stop it. */
    public KeptRedis detach() {
        KeptRedis kept = new KeptRedis(url(), port, running().id(), home);
        running().detach();
        OnExit.remove(onExit);
        return kept;
    }

    /** {@linkplain #detach() Detaches} it and writes it down, so that {@link KeptRedis#find} finds it. */
    public KeptRedis keep(StateDirectory state) {
        KeptRedis kept = detach();
        kept.write(state);
        return kept;
    }

    /** Stops the process and removes its temporary files. */
    @Override
    public void close() {
        stop();
        OnExit.remove(onExit);
        Directories.delete(home);
    }

    /** Without credentials. */
    @Override
    public String toString() {
        return "redis-server on " + Ports.LOOPBACK + ":" + port;
    }

    private void choosePortAndRun() {
        if (options.port() != 0) {
            port = options.port();
            Ports.requireFree("redis-server", port);
            tlsPort = Ports.free();
            run();
            return;
        }
        for (int attempt = 1; ; attempt++) {
            List<Integer> free = Ports.free(2);
            port = free.get(0);
            tlsPort = free.get(1);
            try {
                run();
                return;
            } catch (ServiceException e) {
                // Only if somebody was quicker to take the port is another one of use.
                if (attempt == PORT_ATTEMPTS || !Ports.answers(port)) {
                    throw e;
                }
            }
        }
    }

    private void run() {
        Path configuration = home.resolve("redis.conf");
        try {
            Files.writeString(configuration, RedisConfiguration.text(options, port, tlsPort, dataDirectory()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + configuration, e);
        }
        List<String> command = List.of(program.toString(), configuration.toString());
        ChildProcess started = ChildProcess.start("redis-server", command, home, log(), Map.of());
        started.awaitReady(
                "to answer PING on " + Ports.LOOPBACK + ":" + port,
                START_BOUND,
                () -> RedisProbe.readyPid(port, options).orElse(-1) == started.pid());
        child = started;
    }

    private Path dataDirectory() {
        Path given = options.directory();
        return Directories.create(given == null ? home.resolve("data") : given.toAbsolutePath());
    }

    private ChildProcess running() {
        if (child == null) {
            throw new IllegalStateException("redis-server of port " + port + " is stopped");
        }
        return child;
    }
}
