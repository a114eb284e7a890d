package dev.freshet.services.kafka;

import dev.freshet.services.ServiceException;
import dev.freshet.services.process.Await;
import dev.freshet.services.process.ChildClassPath;
import dev.freshet.services.process.ChildProcess;
import dev.freshet.services.process.Directories;
import dev.freshet.services.process.Executables;
import dev.freshet.services.process.OnExit;
import dev.freshet.services.process.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A real single Kafka broker (KRaft: broker and controller in one) as a child JVM on the loopback address. Topics are
 * not created by themselves. It ends with this JVM and leaves nothing behind. Not for use by several threads.
 */
public final class KafkaBroker implements AutoCloseable {

    private static final Duration FORMAT_BOUND = Duration.ofSeconds(60);
    private static final Duration START_BOUND = Duration.ofSeconds(60);
    private static final Duration STOP_BOUND = Duration.ofSeconds(15);
    private static final String CLUSTER_ID = "RnJlc2hldEthZmthQnJva2Q";

    private final KafkaOptions options;
    private final Path home;
    private final Path data;
    private final Runnable onExit;
    private final int port;
    private final int controllerPort;
    private @Nullable ChildProcess child;

    private KafkaBroker(KafkaOptions options) {
        List<Integer> free = Ports.free(2);
        this.options = options;
        this.port = options.port() == 0 ? free.get(0) : options.port();
        this.controllerPort = free.get(1);
        if (options.port() != 0) {
            Ports.requireFree("a Kafka broker", port);
        }
        this.home = Directories.temporary("kafka");
        this.data = options.directory() == null
                ? home.resolve("data")
                : options.directory().toAbsolutePath();
        this.onExit = () -> Directories.delete(home);
        OnExit.add(onExit);
    }

    /** Starts a broker on a free port and returns when it serves. */
    public static KafkaBroker start() {
        return start(KafkaOptions.DEFAULT);
    }

    /**
     * Starts a broker and returns when it serves.
     *
     * @throws ServiceException if the port is occupied or the broker ends by itself; nothing is left then
     */
    public static KafkaBroker start(KafkaOptions options) {
        KafkaBroker broker = new KafkaBroker(options);
        try {
            Directories.create(broker.data);
            broker.format();
            broker.run();
            return broker;
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    /** What clients take as {@code bootstrap.servers}: {@code 127.0.0.1:9092}. */
    public String bootstrapServers() {
        return Ports.LOOPBACK + ":" + port;
    }

    /** The system's number of the running process. */
    public long pid() {
        if (child == null) {
            throw new IllegalStateException("the broker of port " + port + " is stopped");
        }
        return child.pid();
    }

    /** Whether the process runs. */
    public boolean isAlive() {
        return child != null && child.isAlive();
    }

    /** The broker's log: warnings and errors. */
    public Path log() {
        return home.resolve("kafka.log");
    }

    /** Stops the broker and keeps ports and data, for {@link #restart()}. */
    public void stop() {
        if (child != null) {
            child.stop(STOP_BOUND);
            child = null;
        }
    }

    /** Ends the broker as a crash would, for {@link #restart()}. */
    public void kill() {
        if (child != null) {
            child.kill();
            child = null;
        }
    }

    /** Runs the stopped broker again, on the same ports, with the data that it had. */
    public void restart() {
        if (isAlive()) {
            throw new IllegalStateException("the broker (pid " + pid() + ") runs already");
        }
        run();
    }

    /** Stops the broker and removes its data, unless it lies in a directory that was given. */
    @Override
    public void close() {
        stop();
        OnExit.remove(onExit);
        Directories.delete(home);
    }

    @Override
    public String toString() {
        return "Kafka broker on " + bootstrapServers();
    }

    private void format() {
        if (Files.exists(data.resolve("meta.properties"))) {
            return;
        }
        Path properties = KafkaConfiguration.writeServerProperties(home, data, port, controllerPort);
        List<String> arguments = List.of("format", "-t", CLUSTER_ID, "-c", properties.toString());
        ChildProcess tool = launch("Kafka's storage tool", 64, "kafka.tools.StorageTool", arguments);
        boolean ended = Await.until(FORMAT_BOUND, () -> !tool.isAlive());
        String output = tool.tail();
        tool.kill();
        if (!ended || !Files.exists(data.resolve("meta.properties"))) {
            throw new ServiceException("Kafka's storage tool could not format " + data + output);
        }
    }

    private void run() {
        Path properties = KafkaConfiguration.writeServerProperties(home, data, port, controllerPort);
        ChildProcess started = launch("Kafka broker", options.heapMb(), "kafka.Kafka", List.of(properties.toString()));
        started.awaitReady("to serve on " + bootstrapServers(), START_BOUND, () -> KafkaProbe.serves(port));
        child = started;
    }

    private ChildProcess launch(String name, int heapMb, String main, List<String> arguments) {
        List<String> jvm = new ArrayList<>(List.of(
                "-Xmx" + heapMb + "m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.io.tmpdir=" + home,
                "-Dlog4j2.configurationFile=" + KafkaConfiguration.writeLog4j(home)));
        if (!"kafka.Kafka".equals(main)) {
            jvm.add("-XX:TieredStopAtLevel=1");
        }
        List<String> command = Executables.java(jvm, ChildClassPath.KAFKA.argument(), main, arguments);
        return ChildProcess.start(name, command, home, log(), Map.of());
    }
}
