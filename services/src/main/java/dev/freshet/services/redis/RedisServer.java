package dev.freshet.services.redis;

import dev.freshet.services.ServiceException;
import dev.freshet.services.process.ChildProcess;
import dev.freshet.services.process.ChildServer;
import dev.freshet.services.process.Directories;
import dev.freshet.services.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A real redis-server. A restart keeps its data only with an append-only file. */
public final class RedisServer extends ChildServer {

    /** The word for redis-servers in a state directory. */
    public static final String KIND = "redis";

    private static final Duration START_BOUND = Duration.ofSeconds(60);
    private static final Duration STOP_BOUND = Duration.ofSeconds(5);
    private static final int PORT_ATTEMPTS = 5;

    private final RedisOptions options;
    private Path program = Path.of("");
    private int port;
    private int tlsPort;

    private RedisServer(RedisOptions options, Path parent) {
        super(KIND, parent, STOP_BOUND);
        this.options = options;
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
        return start(options, Directories.temporaryPlace());
    }

    /**
     * The same with its files in a directory of its own below another one.
     *
     * @param parent exists
     */
    public static RedisServer start(RedisOptions options, Path parent) {
        RedisServer server = new RedisServer(options, parent);
        try {
            server.program = RedisBinary.locate(server.home());
            server.choosePortAndRun();
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    @Override
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

    @Override
    public Path log() {
        return home().resolve("redis.log");
    }

    @Override
    protected String address() {
        return url();
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

    @Override
    protected ChildProcess launch() {
        Path configuration = home().resolve("redis.conf");
        try {
            Files.writeString(configuration, RedisConfiguration.text(options, port, tlsPort, dataDirectory()));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + configuration, e);
        }
        List<String> command = List.of(program.toString(), configuration.toString());
        ChildProcess started = ChildProcess.start("redis-server", command, home(), log(), Map.of());
        started.awaitReady(
                "to answer PING on " + Ports.LOOPBACK + ":" + port,
                START_BOUND,
                () -> RedisProbe.readyPid(port, options).orElse(-1) == started.pid());
        return started;
    }

    /**
     * Deletes what the server has stored, as if its disk were gone, for {@link #restart()}.
     *
     * @throws IllegalStateException if it runs
     */
    public void loseData() {
        if (isAlive()) {
            throw new IllegalStateException(this + " runs");
        }
        Directories.delete(dataDirectory());
    }

    private Path dataDirectory() {
        Path given = options.directory();
        return Directories.create(given == null ? home().resolve("data") : given.toAbsolutePath());
    }
}
