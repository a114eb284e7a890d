package dev.freshet.cli;

import dev.freshet.services.kafka.KafkaBroker;
import picocli.CommandLine.Command;

/** {@code freshet kafka}: the brokers that runs have left. */
@Command(
        name = "kafka",
        description = "Lists the Kafka brokers of runs, or stops those that were left by --keep or by submit.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  freshet kafka", "  freshet kafka stop"})
final class KafkaCommand implements Runnable {
    private final LeftServers brokers = new LeftServers(KafkaBroker.KIND);

    @Override
    public void run() {
        brokers.list();
    }

    @Command(
            name = "stop",
            description = "Stops all that were left; what they hold is gone.",
            mixinStandardHelpOptions = true)
    int stop() {
        return brokers.stop();
    }
}
