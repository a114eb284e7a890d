package dev.freshet.services.kafka;

import dev.freshet.services.ServiceException;
import dev.freshet.services.process.Await;
import dev.freshet.services.process.ChildClassPath;
import dev.freshet.services.process.ChildProcess;
import dev.freshet.services.process.ChildServer;
import dev.freshet.services.process.Directories;
import dev.freshet.services.process.Executables;
import dev.freshet.services.process.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A real single Kafka broker (KRaft: broker and controller in one), a JVM of its own. Topics are not created by
 * themselves. A restart keeps the data; closing removes it, unless it lies in a directory that was given.
 */
public final class KafkaBroker extends ChildServer {

    /** The word for brokers in a state directory. */
    public static final String KIND = "kafka";

    private static final Duration FORMAT_BOUND = Duration.ofSeconds(60);
    private static final Duration START_BOUND = Duration.ofSeconds(180);
    private static final Duration STOP_BOUND = Duration.ofSeconds(15);
    private static final String CLUSTER_ID = "RnJlc2hldEthZmthQnJva2Q";

    private final KafkaOptions options;
    private final Path data;
    private final int port;
    private final int controllerPort;

    private KafkaBroker(KafkaOptions options, Path parent) {
        super(KIND, parent, STOP_BOUND);
        List<Integer> free = Ports.free(2);
        this.options = options;
        this.port = options.port() == 0 ? free.get(0) : options.port();
        this.controllerPort = free.get(1);
        this.data = options.directory() == null
                ? home().resolve("data")
                : options.directory().toAbsolutePath();
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
        return start(options, Directories.temporaryPlace());
    }

    /**
     * The same with its files in a directory of its own below another one.
     *
     * @param parent exists
     */
    public static KafkaBroker start(KafkaOptions options, Path parent) {
        KafkaBroker broker = new KafkaBroker(options, parent);
        try {
            if (options.port() != 0) {
                Ports.requireFree("a Kafka broker", broker.port);
            }
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

    @Override
    public int port() {
        return port;
    }

    /** Warnings and errors. */
    @Override
    public Path log() {
        return home().resolve("kafka.log");
    }

    @Override
    protected String address() {
        return bootstrapServers();
    }

    /**
     * Deletes what the broker has stored, topics included, as if its disk were gone, for {@link #restart()}.
     *
     * @throws IllegalStateException if it runs
     */
    public void loseData() {
        if (isAlive()) {
            throw new IllegalStateException(this + " runs");
        }
        Directories.delete(data);
        Directories.create(data);
        format();
    }

    private void format() {
        if (Files.exists(data.resolve("meta.properties"))) {
            return;
        }
        Path properties = KafkaConfiguration.writeServerProperties(home(), data, port, controllerPort);
        List<String> arguments = List.of("format", "-t", CLUSTER_ID, "-c", properties.toString());
        ChildProcess tool = launch("Kafka's storage tool", 64, "kafka.tools.StorageTool", arguments);
        boolean ended = Await.until(FORMAT_BOUND, () -> !tool.isAlive());
        String output = tool.tail();
        tool.kill();
        if (!ended || !Files.exists(data.resolve("meta.properties"))) {
            throw new ServiceException("Kafka's storage tool could not format " + data + output);
        }
    }

    @Override
    protected ChildProcess launch() {
        Path properties = KafkaConfiguration.writeServerProperties(home(), data, port, controllerPort);
        ChildProcess started = launch("Kafka broker", options.heapMb(), "kafka.Kafka", List.of(properties.toString()));
        started.awaitReady("to serve on " + bootstrapServers(), START_BOUND, () -> KafkaProbe.serves(port));
        return started;
    }

    private ChildProcess launch(String name, int heapMb, String main, List<String> arguments) {
        List<String> jvm = new ArrayList<>(List.of(
                "-Xmx" + heapMb + "m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Djava.io.tmpdir=" + home(),
                "-Dlog4j2.configurationFile=" + KafkaConfiguration.writeLog4j(home())));
        if (!"kafka.Kafka".equals(main)) {
            jvm.add("-XX:TieredStopAtLevel=1");
        }
        List<String> command = Executables.java(jvm, ChildClassPath.KAFKA.argument(), main, arguments);
        return ChildProcess.start(name, command, home(), log(), Map.of());
    }
}
