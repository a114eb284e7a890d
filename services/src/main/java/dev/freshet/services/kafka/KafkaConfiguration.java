package dev.freshet.services.kafka;

import dev.freshet.services.process.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files that a single broker reads: {@code server.properties} and {@code log4j2.xml}. */
final class KafkaConfiguration {

    private KafkaConfiguration() {}

    static Path writeServerProperties(Path home, Path data, int port, int controllerPort) {
        List<String> lines = List.of(
                "process.roles=broker,controller",
                "node.id=1",
                "controller.quorum.voters=1@" + Ports.LOOPBACK + ":" + controllerPort,
                "listeners=PLAINTEXT://" + Ports.LOOPBACK + ":" + port + ",CONTROLLER://" + Ports.LOOPBACK + ":"
                        + controllerPort,
                "advertised.listeners=PLAINTEXT://" + Ports.LOOPBACK + ":" + port,
                "controller.listener.names=CONTROLLER",
                "log.dirs=" + data.toString().replace("\\", "\\\\"),
                "auto.create.topics.enable=false",
                "num.partitions=1",
                "offsets.topic.replication.factor=1",
                "offsets.topic.num.partitions=1",
                "transaction.state.log.replication.factor=1",
                "transaction.state.log.min.isr=1",
                "transaction.state.log.num.partitions=1",
                "share.coordinator.state.topic.replication.factor=1",
                "share.coordinator.state.topic.min.isr=1",
                "share.coordinator.state.topic.num.partitions=1",
                "group.initial.rebalance.delay.ms=0",
                "log.retention.ms=-1",
                "num.network.threads=2",
                "num.io.threads=4",
                "log.cleaner.dedupe.buffer.size=4194304",
                "controlled.shutdown.max.retries=1");
        return write(home.resolve("server.properties"), String.join("\n", lines) + "\n");
    }

    static Path writeLog4j(Path home) {
        return write(home.resolve("log4j2.xml"), """
                <Configuration status="error">
                  <Appenders>
                    <Console name="out" target="SYSTEM_OUT"><PatternLayout pattern="%d %p %c{1} %m%n"/></Console>
                  </Appenders>
                  <Loggers><Root level="warn"><AppenderRef ref="out"/></Root></Loggers>
                </Configuration>
                """);
    }

    private static Path write(Path file, String text) {
        try {
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
