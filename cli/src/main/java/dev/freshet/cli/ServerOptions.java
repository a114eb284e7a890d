package dev.freshet.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The servers that {@code run} and {@code submit} use or start. */
final class ServerOptions {
    static final String EMBEDDED = "embedded";

    @Option(
            names = "--kafka",
            paramLabel = "BROKERS|embedded",
            description =
                    "Read from Kafka at HOST:PORT[,...], or from a real broker that is started for this run. With --input,"
                            + " the files are first loaded into the topic.")
    private @Nullable String kafka;

    @Option(
            names = "--redis",
            paramLabel = "URL|embedded",
            description =
                    "Where the results go: redis://, rediss://, redis-sentinel://, redis-cluster://; or a real redis-server"
                            + " that is started for this run.")
    private @Nullable String redis;

    /** Brokers or {@code embedded}; null where nothing was said. */
    @Nullable
    String kafka() {
        return kafka;
    }

    Placement placement() {
        return new Placement(redis, kafka);
    }
}
